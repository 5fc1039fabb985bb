vcl 4.1;

import std;

backend default { .host = "127.0.0.1"; .port = "8080"; }

sub vcl_recv { return (synth(200)); }
sub vcl_synth {
    set resp.http.A0 = "a" + "b";
    set resp.http.A1 = req.http.X-A;
    set resp.http.A2 = req.http.nope;
    set resp.http.A3 = req.http.X-E;
    set resp.http.A4 = req.http.X-A + req.http.nope + "z";
    set resp.http.A5 = 1 + 2;
    set resp.http.A6 = 1 + 2 + "x";
    set resp.http.A7 = "x" + 1 + 2;
    set resp.http.A8 = 1.5;
    set resp.http.A9 = 0.1 + 0.2;
    set resp.http.A10 = 1.0 * 3;
    set resp.http.A11 = 7 / 2;
    set resp.http.A12 = -7 / 2;
    set resp.http.A13 = 2 * 3 + 4;
    set resp.http.A14 = 2 + 3 * 4;
    set resp.http.A15 = 10s;
    set resp.http.A16 = 90m;
    set resp.http.A17 = 1.5h;
    set resp.http.A18 = 1d + 1s;
    set resp.http.A19 = 10s * 2;
    set resp.http.A20 = 10s / 4;
    set resp.http.A21 = 10s - 15s;
    set resp.http.A22 = 100ms;
    set resp.http.A23 = 1w;
    set resp.http.A24 = 1y;
    set resp.http.A25 = true;
    set resp.http.A26 = false;
    set resp.http.A27 = req.restarts;
    set resp.http.A28 = req.esi_level;
    set resp.http.A29 = req.proto;
    set resp.http.A30 = req.method;
    set resp.http.A31 = req.url;
    set resp.http.A32 = client.ip;
    set resp.http.A33 = req.backend_hint;
    set resp.http.A34 = client.identity;
    set resp.http.A35 = req.is_hitmiss;
    set resp.http.A36 = resp.status;
    set resp.http.A37 = resp.reason;
    set resp.http.A38 = (1 + 2) * 3;
    set resp.http.A39 = "a" + true + 5s + 1.25;
    return (deliver);
}
