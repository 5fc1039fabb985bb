vcl 4.1;

import std;

backend default { .host = "127.0.0.1"; .port = "8080"; }

sub vcl_recv { return (synth(200)); }
sub vcl_synth {
    set resp.http.D40 = std.duration(" 10s ", 1s);
    set resp.http.D41 = std.bytes("10K", 1B);
    set resp.http.D42 = std.bytes("1.5KB", 1B);
    set resp.http.D43 = std.bytes("abc", 5B);
    set resp.http.D44 = std.bytes("10", 5B);
    set resp.http.D45 = std.bytes("1MB", 5B);
    set resp.http.D46 = std.querysort("/a?c=1&b=2&a=3");
    set resp.http.D47 = std.querysort("/a?b&a&c=1&b=1&a=1");
    set resp.http.D48 = std.querysort("/a?");
    set resp.http.D49 = std.querysort("/a");
    set resp.http.D50 = std.querysort("/a?&b=1&&a=2&");
    set resp.http.D51 = std.querysort("/a?b=2&b=10&b=1");
    set resp.http.D52 = std.querysort("/a?aa=1&a=2&a1=3");
    set resp.http.D53 = std.strstr("hello world", "o w");
    set resp.http.D54 = std.strstr("hello", "x");
    set resp.http.D55 = std.strstr("hello", "");
    set resp.http.D56 = std.time("Thu, 01 Jan 2015 00:00:00 GMT", now);
    set resp.http.D57 = std.time("1420070400", now);
    set resp.http.D58 = std.time(integer=1420070400);
    set resp.http.D59 = std.time("1994-11-06T08:49:37", now);
    set resp.http.D60 = std.strftime(std.time("Thu, 01 Jan 2015 01:02:03 GMT", now), "%Y-%m-%d %H:%M:%S");
    set resp.http.D61 = std.ip("10.1.2.3", "127.0.0.1");
    set resp.http.D62 = std.ip("garbage", "127.0.0.9");
    set resp.http.D63 = std.ip("::1", "127.0.0.1");
    set resp.http.D64 = std.real2integer(1140618699.00, 0);
    set resp.http.D65 = std.time2integer(std.time("Thu, 01 Jan 2015 00:00:00 GMT", now), 0);
    set resp.http.D66 = std.round(2.5);
    set resp.http.D67 = std.round(-2.5);
    set resp.http.D68 = std.round(2.4);
    set resp.http.D69 = std.port(client.ip) - std.port(client.ip);
    set resp.http.D70 = std.healthy(req.backend_hint);
    set resp.http.D71 = std.fnmatch("*.html", "a.html");
    set resp.http.D72 = std.fnmatch("/a/*", "/a/b/c");
    set resp.http.D73 = std.fnmatch("/a/*", "/a/b");
    set resp.http.D74 = std.fnmatch("/a/*", "/a/b/c", pathname=false);
    set resp.http.D75 = std.fnmatch("[ab]?", "bx");
    set resp.http.D76 = std.fnmatch("[!ab]?", "cx");
    set resp.http.D77 = std.fnmatch("\*", "*");
    set resp.http.D78 = std.fnmatch("\*", "\x", noescape=true);
    set resp.http.D79 = std.fnmatch("*", ".x", period=true);
    return (deliver);
}
