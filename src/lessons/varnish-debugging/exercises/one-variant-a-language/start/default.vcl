vcl 4.1;

backend default {
    .host = "origin";
}

sub vcl_recv {
    # Accept-Language comes in here as the browser wrote it.
}
