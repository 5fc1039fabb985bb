vcl 4.1;

import std;

backend default { .host = "127.0.0.1"; .port = "8080"; }

sub vcl_recv {
    if (req.url ~ "pass") { return (pass); }
    if (req.url ~ "synth") { return (synth(200)); }
}

sub vcl_backend_fetch {
    if (bereq.url ~ "error") { return (error(503)); }
}

sub vcl_backend_error {
    set beresp.ttl = 60s;
    if (bereq.url ~ "body") { set beresp.body = "mine"; }
    return (deliver);
}

sub vcl_synth {
    set resp.body = "synthetic";
    if (req.url ~ "set") { set resp.http.Content-Length = "2"; }
    return (deliver);
}

sub vcl_deliver {
    set resp.http.X-L = resp.http.Content-Length;
    if (req.url ~ "-set") { set resp.http.Content-Length = "2"; }
    if (req.url ~ "-same") { set resp.http.Content-Length = "5"; }
    if (req.url ~ "-unset") { unset resp.http.Content-Length; }
}
