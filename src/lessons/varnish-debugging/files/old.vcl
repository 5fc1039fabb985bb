vcl 4.1;

backend default {
    .host = "origin";
}

sub vcl_hit {
    if (obj.ttl > 0s) {
        return (deliver);
    }
    return (fetch);
}
