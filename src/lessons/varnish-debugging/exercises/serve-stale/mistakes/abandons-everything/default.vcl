vcl 4.1;

backend default {
    .host = "origin";
}

sub vcl_backend_response {
    if (beresp.status >= 500) {
        return (abandon);
    }
    set beresp.grace = 10m;
}
