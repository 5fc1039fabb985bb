vcl 4.1;

backend default {
    .host = "origin";
}

sub vcl_recv {
    if (req.http.Accept-Language ~ "^(?i)de($|-DE|-AT|-CH|;)") {
        set req.http.Accept-Language = "de";
    } else {
        set req.http.Accept-Language = "en";
    }
}
