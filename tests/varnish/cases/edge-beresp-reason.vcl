vcl 4.1;

backend default { .host = "127.0.0.1"; .port = "8080"; }

sub vcl_backend_response {
if (bereq.url == "/a") { set beresp.reason = ""; }
if (bereq.url == "/b") { set beresp.reason = bereq.http.X; }
if (bereq.url == "/c") { set beresp.status = 99; }
if (bereq.url == "/d") { set beresp.status = -1; }
if (bereq.url == "/e") { set beresp.status = 1404; }
}
