vcl 4.1;

backend default {
    .host = "origin";
}

sub vcl_backend_response {
    unset beresp.http.Vary;
}
