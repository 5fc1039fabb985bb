vcl 4.1;

import std;

backend default { .host = "127.0.0.1"; .port = "8080"; }

sub vcl_recv {
    return (pass);
}

sub vcl_backend_fetch {
    if (bereq.url == "/unset") { unset bereq.http.Range; }
    if (bereq.url == "/setrange") { set bereq.http.Range = "lines=1"; }
    if (bereq.url == "/rollback") { unset bereq.http.Range; std.rollback(bereq); }
}

sub vcl_backend_response {
    set beresp.http.X-Seen = bereq.retries;
    if (bereq.url == "/abandon") { return (abandon); }
    if (bereq.url == "/retry") { return (retry); }
    if (bereq.url == "/error") { return (error(502, "mine")); }
    if (bereq.url == "/error99") { return (error(99)); }
    if (bereq.url == "/fail") { return (fail); }
    if (bereq.url == "/length") { set beresp.http.Content-Length = "x"; }
    if (bereq.url == "/part") { set beresp.http.Content-Range = "bytes 0-2/5"; }
    if (bereq.url == "/setpart") { set beresp.http.Content-Range = "bytes 0-4/5"; }
    if (bereq.url == "/statusset") { set beresp.status = 404; }
}
