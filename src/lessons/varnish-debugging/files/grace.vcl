vcl 4.1;

import std;

backend default {
    .host = "origin";
}

sub vcl_backend_response {
    set beresp.ttl = 2s;
    set beresp.grace = 4s;
}

sub vcl_deliver {
    set resp.http.X-Healthy = std.healthy(req.backend_hint);
}
