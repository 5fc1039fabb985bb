vcl 4.1;

backend default {
    .host = "origin";
}

sub vcl_recv {
    set req.grace = 10m;
}
