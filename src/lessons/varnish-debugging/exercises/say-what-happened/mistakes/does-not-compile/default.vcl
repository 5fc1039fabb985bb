vcl 4.1;

backend default {
    .host = "origin";
}

sub vcl_miss {
    set resp.http.X-Cache = "MISS";
}
