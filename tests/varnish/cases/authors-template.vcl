vcl 4.1;

import std;

backend default { .host = "127.0.0.1"; .port = "8080"; }

sub vcl_recv { set req.http.X-Grace = "First Hit"; }
sub vcl_hit {
    if (obj.ttl >= 0s) { set req.http.X-Grace = "Fresh Hit"; return (deliver); }
    if (std.healthy(req.backend_hint)) {
        if (obj.ttl + 20s > 0s) { set req.http.X-Grace = "Stale Hit"; return (deliver); }
    } else if (obj.ttl + obj.grace > 0s) { set req.http.X-Grace = "Rotten Hit"; return (deliver); }
}
sub vcl_backend_response { set beresp.ttl = 2s; set beresp.grace = 6s; }
sub vcl_deliver { set resp.http.X-Grace = req.http.X-Grace; set resp.http.X-Age = resp.http.Age; }
