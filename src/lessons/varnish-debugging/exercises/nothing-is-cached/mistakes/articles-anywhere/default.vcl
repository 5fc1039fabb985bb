vcl 4.1;

backend default {
    .host = "origin";
}

sub vcl_recv {
    if (req.url ~ "article") {
        unset req.http.Cookie;
    }
}

sub vcl_backend_response {
    set beresp.grace = 1h;
    if (bereq.url ~ "article") {
        unset beresp.http.Set-Cookie;
    }
}
