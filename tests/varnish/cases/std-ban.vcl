vcl 4.1;

import std;

backend default { .host = "127.0.0.1"; .port = "8080"; }

sub vcl_recv {
    if (req.method == "BAN") {
        if (std.ban(req.http.X-Ban)) { return (synth(200, "Ban added")); }
        return (synth(400, std.ban_error()));
    }
}
sub vcl_synth { set resp.http.X-Reason = resp.reason; return (deliver); }
sub vcl_deliver {
    set resp.http.X-Cache = "MISS";
    if (obj.hits > 0) { set resp.http.X-Cache = "HIT " + obj.hits; }
    set resp.http.X-Restarts = req.restarts;
    set resp.http.X-Hitmiss = req.is_hitmiss;
    set resp.http.X-Hitpass = req.is_hitpass;
    set resp.http.X-Uncacheable = obj.uncacheable;
}
