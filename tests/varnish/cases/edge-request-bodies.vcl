vcl 4.1;

import std;

backend default { .host = "127.0.0.1"; .port = "8080"; }

sub vcl_recv {
    set req.http.X-Seen = req.restarts + req.http.Content-Length;
    if (req.url ~ "cached") { std.cache_req_body(1KB); }
    if (req.url ~ "small") { set req.http.X-Seen = std.cache_req_body(5B); }
    if (req.url ~ "hash") { return (hash); }
    if (req.url == "/pipe") { return (pipe); }
    if (req.url == "/restart-recv" && req.restarts == 0) { return (restart); }
}

sub vcl_backend_fetch {
    if (bereq.url ~ "unset") { unset bereq.body; }
    if (bereq.url ~ "keep") { return (fetch); }
    if (bereq.url == "/error-retry" && bereq.retries == 0) { return (error(503)); }
}

sub vcl_backend_response {
    set beresp.http.X-Q = bereq.method + bereq.retries + bereq.http.Content-Length + "," + bereq.http.X-Seen;
    if (bereq.url ~ "retry" && bereq.retries == 0) { return (retry); }
    if (bereq.url == "/abandon") { return (abandon); }
}

sub vcl_backend_error {
    if (bereq.url ~ "retry" && bereq.retries == 0) { return (retry); }
}

sub vcl_deliver {
    if (req.url ~ "restart" && req.restarts == 0) { return (restart); }
    set resp.http.X-R = req.restarts;
}

sub vcl_synth { set resp.http.X-S = req.restarts + resp.reason; }
