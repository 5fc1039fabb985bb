vcl 4.1;

import std;

backend default { .host = "127.0.0.1"; .port = "8080"; }

sub vcl_backend_response {
    if (bereq.url ~ "hfp") { return (pass(60s)); }
    set beresp.uncacheable = true;
}

sub vcl_deliver {
    if (req.url ~ "-set") { set resp.http.Content-Length = "2"; }
}
