vcl 4.1;

backend default { .host = "127.0.0.1"; .port = "8080"; }

sub vcl_backend_response {
set beresp.http.Connection = "X-Private";
}
sub vcl_deliver {
if (req.url == "/c") { set resp.http.Connection = "close"; }
if (req.url == "/d") { set resp.http.Connection = "X-Public"; }
if (req.url == "/e") { set req.http.Connection = "close"; }
}
