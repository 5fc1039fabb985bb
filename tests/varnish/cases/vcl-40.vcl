vcl 4.0;
backend default { .host = "127.0.0.1"; .port = "8080"; }
sub vcl_recv { set req.proto = "HTTP/1.0"; set req.esi = false; }
sub vcl_deliver { set resp.http.X-P = req.proto; }
