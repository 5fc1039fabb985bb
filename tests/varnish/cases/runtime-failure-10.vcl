vcl 4.1;

import std;

backend default { .host = "127.0.0.1"; .port = "8080"; }

sub vcl_recv { return (synth(200)); }
sub vcl_synth {
    set resp.http.X-Before = "1";
    if (resp.status == 200) { set resp.http.X = std.ip("garbage"); }
    set resp.http.X-After = "1";
    return (deliver);
}
