vcl 4.1;

backend default {
    .host = "origin";
}

sub vcl_recv {
    # Every request begins with this; a hit says better below.
    set req.http.X-Grace = "First Hit";
}

sub vcl_hit {
    if (obj.ttl > 0s) {
        set req.http.X-Grace = "Fresh Hit";
    } else {
        set req.http.X-Grace = "Stale Hit";
    }
}

sub vcl_backend_fetch {
    # A note between our own subroutines: the origin has no business with it.
    unset bereq.http.X-Grace;
}

sub vcl_deliver {
    set resp.http.X-Grace = req.http.X-Grace;
    set resp.http.X-Cache-Hits = obj.hits;
}
