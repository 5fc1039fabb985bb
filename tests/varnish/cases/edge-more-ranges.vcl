vcl 4.1;

import std;

backend default { .host = "127.0.0.1"; .port = "8080"; }

sub vcl_recv {
    if (req.url ~ "pass") { return (pass); }
    if (req.url ~ "pipe") { return (pipe); }
    if (req.url ~ "synth") { return (synth(200)); }
}

sub vcl_backend_response {
    set beresp.http.X-CE = beresp.http.Content-Encoding;
    if (bereq.url == "/identity-set") { set beresp.http.Content-Encoding = "identity"; }
    if (bereq.url == "/weak") { set beresp.http.ETag = {"W/"v1""}; }
}

sub vcl_deliver {
    if (req.url == "/1200") { set resp.status = 1200; }
    if (req.url == "/nodate") { unset resp.http.Date; }
    if (req.url == "/old") { set resp.http.Last-Modified = "Thu, 01 Jan 2014 00:00:00 GMT"; }
    if (req.url == "/late") { set resp.http.Date = "Thu, 01 Jan 2014 00:00:00 GMT"; }
}
