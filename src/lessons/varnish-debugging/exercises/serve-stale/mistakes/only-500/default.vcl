vcl 4.1;

backend default {
    .host = "origin";
}

sub vcl_backend_response {
    if (beresp.status == 500) {
        if (bereq.is_bgfetch) {
            return (abandon);
        }
        set beresp.ttl = 0s;
        set beresp.grace = 0s;
        return (deliver);
    }
    set beresp.grace = 10m;
}
