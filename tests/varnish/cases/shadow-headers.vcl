vcl 4.1;

backend default { .host = "127.0.0.1"; .port = "8080"; }

sub vcl_recv { set req.http.X-Dup = "set"; unset req.http.X-Two; }
sub vcl_deliver { set resp.http.X-1 = req.http.X-Dup; set resp.http.X-2 = req.http.X-Two; set resp.http.X-3 = req.http.x-three; }
