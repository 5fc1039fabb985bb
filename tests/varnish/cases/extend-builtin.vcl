vcl 4.1;

backend default { .host = "127.0.0.1"; .port = "8080"; }

sub vcl_req_cookie { if (req.url ~ "^/static") { unset req.http.Cookie; } }
sub vcl_req_method { if (req.method == "FETCH") { return (hash); } }
sub vcl_beresp_cookie { unset beresp.http.Set-Cookie; }
sub vcl_builtin_synth { set resp.body = "short " + resp.status; return (deliver); }
sub vcl_deliver {
    set resp.http.X-Cache = "MISS";
    if (obj.hits > 0) { set resp.http.X-Cache = "HIT " + obj.hits; }
    set resp.http.X-Restarts = req.restarts;
    set resp.http.X-Hitmiss = req.is_hitmiss;
    set resp.http.X-Hitpass = req.is_hitpass;
    set resp.http.X-Uncacheable = obj.uncacheable;
}
