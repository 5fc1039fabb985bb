vcl 4.1;

backend default { .host = "127.0.0.1"; .port = "8080"; }

sub vcl_hit { if (req.http.X-Pass) { return (pass); } if (req.http.X-Synth) { return (synth(700, "Seven")); } if (req.http.X-Restart && req.restarts == 0) { return (restart); } }
sub vcl_miss { if (req.http.X-Pass) { return (pass); } if (req.http.X-Synth) { return (synth(404)); } if (req.http.X-Restart && req.restarts == 0) { return (restart); } }
sub vcl_deliver {
    set resp.http.X-Cache = "MISS";
    if (obj.hits > 0) { set resp.http.X-Cache = "HIT " + obj.hits; }
    set resp.http.X-Restarts = req.restarts;
    set resp.http.X-Hitmiss = req.is_hitmiss;
    set resp.http.X-Hitpass = req.is_hitpass;
    set resp.http.X-Uncacheable = obj.uncacheable;
}
