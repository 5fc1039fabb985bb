vcl 4.1;

backend default {
    .host = "origin";
}

sub vcl_recv {
    unset req.http.Accept-Language;
}
