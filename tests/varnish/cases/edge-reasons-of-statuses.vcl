vcl 4.1;

import std;

backend default { .host = "127.0.0.1"; .port = "8080"; }

sub vcl_recv {
    return (synth(std.integer(req.http.X-Status, 0)));
}

sub vcl_synth {
    set resp.http.X-Reason = resp.reason;
    set resp.body = "made";
    return (deliver);
}
