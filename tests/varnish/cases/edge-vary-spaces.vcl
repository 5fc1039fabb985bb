vcl 4.1;

backend default { .host = "127.0.0.1"; .port = "8080"; }

sub vcl_recv {
set req.http.X-A = regsub(req.http.X-A, "x$", "");
}
sub vcl_backend_response {
set beresp.http.Vary = "X-A";
}
