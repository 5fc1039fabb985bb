vcl 4.1;

import std;

backend default { .host = "127.0.0.1"; .port = "8080"; }

sub vcl_deliver {
    set resp.http.X-0 = std.round(-0.0);
    set resp.http.X-1 = std.round(-0.4);
    set resp.http.X-2 = std.round(-0.5);
    set resp.http.X-3 = std.round(0.4);
    set resp.http.X-4 = -0.0;
    set resp.http.X-5 = std.real("-0", 1.0);
    set resp.http.X-6 = std.integer("-0", 1);
    set resp.http.X-7 = std.strftime(std.time(real=-0.5), "%Y");
    set resp.http.X-8 = std.strftime(std.time(real=-2.5), "%S");
    set resp.http.X-9 = std.time(real=-0.5);
    set resp.http.X-10 = -0.0 * 5;
    set resp.http.X-11 = 0.0 * -1;
    set resp.http.X-12 = std.duration("-0s", 1s);
}
