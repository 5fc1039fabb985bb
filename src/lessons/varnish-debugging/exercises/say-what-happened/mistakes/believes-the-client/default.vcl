vcl 4.1;

backend default {
    .host = "origin";
}

sub vcl_hit {
    if (obj.ttl > 0s) {
        set req.http.X-Outcome = "HIT";
    } else {
        set req.http.X-Outcome = "STALE";
    }
}

sub vcl_miss {
    set req.http.X-Outcome = "MISS";
}

sub vcl_pass {
    if (!req.http.X-Outcome) {
        set req.http.X-Outcome = "PASS";
    }
}

sub vcl_backend_fetch {
    unset bereq.http.X-Outcome;
}

sub vcl_deliver {
    set resp.http.X-Cache = req.http.X-Outcome;
    set resp.http.X-Cache-Hits = obj.hits;
}
