vcl 4.1;

backend default {
    .host = "origin";
}

sub vcl_backend_response {
    # What becomes of a page after its TTL?
}
