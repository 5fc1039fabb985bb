vcl 4.1;

backend default { .host = "127.0.0.1"; .port = "8080"; }

sub vcl_backend_fetch { set bereq.http.X-Try = bereq.retries; }
sub vcl_backend_response { if (beresp.status == 500) { return (retry); } set beresp.http.X-Retries = bereq.retries; }
sub vcl_backend_error { set beresp.http.X-Retries = bereq.retries; if (bereq.url == "/e") { return (retry); } }
