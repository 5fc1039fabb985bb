vcl 4.1;

import std;

backend default { .host = "127.0.0.1"; .port = "8080"; }

sub vcl_recv {
    set req.http.X-Seen = req.http.X-A + "," + req.http.Cookie;
    if (req.url == "/set") { set req.http.X-A = "set"; }
    if (req.url == "/connection") { set req.http.Connection = "X-B"; }
    return (pass);
}

sub vcl_backend_response {
    set beresp.http.X-Q = bereq.http.X-A + "," + bereq.http.X-B + "," + bereq.http.X-Seen;
}
