vcl 4.1;

backend default { .host = "127.0.0.1"; .port = "8080"; }

sub vcl_deliver {
    set resp.http.X-Cache = "MISS";
    if (obj.hits > 0) { set resp.http.X-Cache = "HIT " + obj.hits; }
    set resp.http.X-Restarts = req.restarts;
    set resp.http.X-Hitmiss = req.is_hitmiss;
    set resp.http.X-Hitpass = req.is_hitpass;
    set resp.http.X-Uncacheable = obj.uncacheable;
}
