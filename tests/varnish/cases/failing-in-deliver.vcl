vcl 4.1;

import std;

backend default { .host = "127.0.0.1"; .port = "8080"; }

sub vcl_deliver { set resp.http.X-Before = "1"; if (req.url == "/a") { set resp.http.X = std.integer("x"); } set resp.http.X-After = "1"; }
