vcl 4.1;

backend default {
    .host = "origin";
}

sub vcl_deliver {
    if (req.http.Cookie) {
        set resp.http.X-Cache = "PASS";
    } else if (obj.hits == 0) {
        set resp.http.X-Cache = "MISS";
    } else if (obj.ttl > 0s) {
        set resp.http.X-Cache = "HIT";
    } else {
        set resp.http.X-Cache = "STALE";
    }
    set resp.http.X-Cache-Hits = obj.hits;
}
