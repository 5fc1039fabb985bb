vcl 4.1;

import std;

backend default { .host = "127.0.0.1"; .port = "8080"; }

sub vcl_recv { return (synth(200)); }
sub vcl_synth {
    if (req.http.X-A) { set resp.http.B0 = "y"; } else { set resp.http.B0 = "n"; }
    if (req.http.nope) { set resp.http.B1 = "y"; } else { set resp.http.B1 = "n"; }
    if (req.http.X-E) { set resp.http.B2 = "y"; } else { set resp.http.B2 = "n"; }
    if (!req.http.nope) { set resp.http.B3 = "y"; } else { set resp.http.B3 = "n"; }
    if (!req.http.X-E) { set resp.http.B4 = "y"; } else { set resp.http.B4 = "n"; }
    if (req.http.X-A == "abc") { set resp.http.B5 = "y"; } else { set resp.http.B5 = "n"; }
    if (req.http.X-A != "abc") { set resp.http.B6 = "y"; } else { set resp.http.B6 = "n"; }
    if (req.http.nope == "") { set resp.http.B7 = "y"; } else { set resp.http.B7 = "n"; }
    if (req.http.nope != "") { set resp.http.B8 = "y"; } else { set resp.http.B8 = "n"; }
    if (req.http.X-E == "") { set resp.http.B9 = "y"; } else { set resp.http.B9 = "n"; }
    if (req.http.nope == req.http.nope) { set resp.http.B10 = "y"; } else { set resp.http.B10 = "n"; }
    if (req.http.nope != req.http.nope) { set resp.http.B11 = "y"; } else { set resp.http.B11 = "n"; }
    if (req.http.nope < "a") { set resp.http.B12 = "y"; } else { set resp.http.B12 = "n"; }
    if (req.http.nope > "a") { set resp.http.B13 = "y"; } else { set resp.http.B13 = "n"; }
    if (req.http.nope <= "a") { set resp.http.B14 = "y"; } else { set resp.http.B14 = "n"; }
    if (req.http.nope >= "a") { set resp.http.B15 = "y"; } else { set resp.http.B15 = "n"; }
    if ("a" < "b") { set resp.http.B16 = "y"; } else { set resp.http.B16 = "n"; }
    if ("a" < "B") { set resp.http.B17 = "y"; } else { set resp.http.B17 = "n"; }
    if ("10" < "9") { set resp.http.B18 = "y"; } else { set resp.http.B18 = "n"; }
    if (req.http.X-A + "d" == "abcd") { set resp.http.B19 = "y"; } else { set resp.http.B19 = "n"; }
    if (req.http.nope + "d" == "d") { set resp.http.B20 = "y"; } else { set resp.http.B20 = "n"; }
    if (req.http.nope + req.http.nope) { set resp.http.B21 = "y"; } else { set resp.http.B21 = "n"; }
    if (req.http.nope + "") { set resp.http.B22 = "y"; } else { set resp.http.B22 = "n"; }
    if (req.http.nope + "" == "") { set resp.http.B23 = "y"; } else { set resp.http.B23 = "n"; }
    if (req.http.nope ~ "^$") { set resp.http.B24 = "y"; } else { set resp.http.B24 = "n"; }
    if (req.http.nope !~ "^$") { set resp.http.B25 = "y"; } else { set resp.http.B25 = "n"; }
    if (req.http.nope ~ ".") { set resp.http.B26 = "y"; } else { set resp.http.B26 = "n"; }
    if (req.http.X-A ~ "B") { set resp.http.B27 = "y"; } else { set resp.http.B27 = "n"; }
    if (req.http.X-A ~ "(?i)B") { set resp.http.B28 = "y"; } else { set resp.http.B28 = "n"; }
    if (req.http.X-A ~ "^abc$") { set resp.http.B29 = "y"; } else { set resp.http.B29 = "n"; }
    if (req.url ~ "\?b=") { set resp.http.B30 = "y"; } else { set resp.http.B30 = "n"; }
    if (req.url ~ "^/a\?") { set resp.http.B31 = "y"; } else { set resp.http.B31 = "n"; }
    if (req.restarts == 0) { set resp.http.B32 = "y"; } else { set resp.http.B32 = "n"; }
    if (req.restarts) { set resp.http.B33 = "y"; } else { set resp.http.B33 = "n"; }
    if (!req.restarts) { set resp.http.B34 = "y"; } else { set resp.http.B34 = "n"; }
    if (10s > 5s) { set resp.http.B35 = "y"; } else { set resp.http.B35 = "n"; }
    if (10s) { set resp.http.B36 = "y"; } else { set resp.http.B36 = "n"; }
    if (0s) { set resp.http.B37 = "y"; } else { set resp.http.B37 = "n"; }
    if (-1s) { set resp.http.B38 = "y"; } else { set resp.http.B38 = "n"; }
    if (!0s) { set resp.http.B39 = "y"; } else { set resp.http.B39 = "n"; }
    return (deliver);
}
