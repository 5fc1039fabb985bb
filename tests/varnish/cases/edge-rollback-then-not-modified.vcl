vcl 4.1;

import std;

backend default { .host = "127.0.0.1"; .port = "8080"; }

sub vcl_deliver {
    if (req.url == "/rolled") {
        set resp.http.X-A = "a";
        std.rollback(req);
        set resp.http.X-B = "b";
    }
    if (req.url == "/status") {
        std.rollback(req);
        set resp.status = 404;
    }
}
