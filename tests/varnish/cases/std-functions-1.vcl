vcl 4.1;

import std;

backend default { .host = "127.0.0.1"; .port = "8080"; }

sub vcl_recv { return (synth(200)); }
sub vcl_synth {
    set resp.http.D0 = std.toupper("abc" + 1);
    set resp.http.D1 = std.tolower(req.http.X-A + "DEF");
    set resp.http.D2 = std.integer("42", 0);
    set resp.http.D3 = std.integer("  42 ", 0);
    set resp.http.D4 = std.integer("42x", 7);
    set resp.http.D5 = std.integer("", 7);
    set resp.http.D6 = std.integer("-3", 7);
    set resp.http.D7 = std.integer("+3", 7);
    set resp.http.D8 = std.integer("4.9", 7);
    set resp.http.D9 = std.integer("0x10", 7);
    set resp.http.D10 = std.integer(req.http.nope, 7);
    set resp.http.D11 = std.integer("9999999999999999", 7);
    set resp.http.D12 = std.integer(real=3.9);
    set resp.http.D13 = std.integer(real=-3.9);
    set resp.http.D14 = std.integer(duration=3.7s);
    set resp.http.D15 = std.integer(bool=true);
    set resp.http.D16 = std.integer(s="12", fallback=3);
    set resp.http.D17 = std.integer("1 2", 7);
    set resp.http.D18 = std.real("1.5", 0.0);
    set resp.http.D19 = std.real("abc", 2.5);
    set resp.http.D20 = std.real("1e3", 2.5);
    set resp.http.D21 = std.real(" 1.25 ", 2.5);
    set resp.http.D22 = std.real(".5", 2.5);
    set resp.http.D23 = std.real("5.", 2.5);
    set resp.http.D24 = std.real(integer=3);
    set resp.http.D25 = std.real(duration=1500ms);
    set resp.http.D26 = std.real("-1.5", 2.5);
    set resp.http.D27 = std.duration("10s", 1s);
    set resp.http.D28 = std.duration("1.5m", 1s);
    set resp.http.D29 = std.duration("10", 1s);
    set resp.http.D30 = std.duration("10 s", 1s);
    set resp.http.D31 = std.duration("abc", 1s);
    set resp.http.D32 = std.duration("-5s", 1s);
    set resp.http.D33 = std.duration("", 1s);
    set resp.http.D34 = std.duration(real=2.5);
    set resp.http.D35 = std.duration(integer=7);
    set resp.http.D36 = std.duration("1ms", 1s);
    set resp.http.D37 = std.duration("1y", 1s);
    set resp.http.D38 = std.duration("5S", 1s);
    set resp.http.D39 = std.duration("1h30m", 1s);
    return (deliver);
}
