vcl 4.1;

backend default {
    .host = "origin";
}

sub vcl_backend_response {
    set beresp.grace = 10m;
}
