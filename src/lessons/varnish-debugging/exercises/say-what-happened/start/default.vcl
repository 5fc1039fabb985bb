vcl 4.1;

backend default {
    .host = "origin";
}

sub vcl_deliver {
    set resp.http.X-Cache = "?";
}
