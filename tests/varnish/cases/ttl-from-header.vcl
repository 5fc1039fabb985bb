vcl 4.1;

import std;

backend default { .host = "127.0.0.1"; .port = "8080"; }

sub vcl_backend_response { set beresp.ttl = std.duration(beresp.http.X-TTL, 3s); set beresp.grace = std.duration(beresp.http.X-TTL + "s", 0s); unset beresp.http.X-TTL; return (deliver); }
sub vcl_deliver {
    set resp.http.X-Cache = "MISS";
    if (obj.hits > 0) { set resp.http.X-Cache = "HIT " + obj.hits; }
    set resp.http.X-Restarts = req.restarts;
    set resp.http.X-Hitmiss = req.is_hitmiss;
    set resp.http.X-Hitpass = req.is_hitpass;
    set resp.http.X-Uncacheable = obj.uncacheable;
}
