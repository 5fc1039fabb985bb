vcl 4.1;

backend default { .host = "127.0.0.1"; .port = "8080"; }

sub vcl_backend_error { set beresp.http.X-Retries = bereq.retries; set beresp.http.X-S = beresp.status + beresp.reason; if (bereq.retries < 2) { return (retry); } }
