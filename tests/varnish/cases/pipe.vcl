vcl 4.1;

backend default { .host = "127.0.0.1"; .port = "8080"; }

sub vcl_pipe { set bereq.http.X-Pipe = "1"; if (req.http.X-S) { return (synth(500)); } }
sub vcl_recv { if (req.http.X-Pipe) { return (pipe); } }
