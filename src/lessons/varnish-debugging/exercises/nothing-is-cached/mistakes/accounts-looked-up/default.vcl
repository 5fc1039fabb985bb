vcl 4.1;

backend default {
    .host = "origin";
}

sub vcl_recv {
    if (req.url ~ "^/articles/") {
        unset req.http.Cookie;
    } else if (req.url == "/account") {
        return (hash);
    }
}

sub vcl_backend_response {
    set beresp.grace = 1h;
    if (bereq.url ~ "^/articles/") {
        unset beresp.http.Set-Cookie;
    }
}
