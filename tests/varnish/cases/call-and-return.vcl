vcl 4.1;

backend default { .host = "127.0.0.1"; .port = "8080"; }

sub inner { set req.http.X-In = req.http.X-In + "i"; if (req.http.X-Stop) { return; } set req.http.X-In = req.http.X-In + "j"; if (req.http.X-Pass) { return (pass); } }
sub outer { call inner; set req.http.X-In = req.http.X-In + "o"; }
sub vcl_recv { call outer; call inner; set req.http.X-In = req.http.X-In + "r"; }
sub vcl_deliver { set resp.http.X-In = req.http.X-In; }
