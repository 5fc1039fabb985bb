vcl 4.1;

import std;

backend default { .host = "127.0.0.1"; .port = "8080"; }

sub vcl_recv { return (synth(200)); }
sub vcl_synth {
    if (1 < 2 && 2 < 3) { set resp.http.B40 = "y"; } else { set resp.http.B40 = "n"; }
    if (1 > 2 || 2 < 3) { set resp.http.B41 = "y"; } else { set resp.http.B41 = "n"; }
    if (1 > 2 && 2 < 3 || 3 < 4) { set resp.http.B42 = "y"; } else { set resp.http.B42 = "n"; }
    if (!(1 > 2)) { set resp.http.B43 = "y"; } else { set resp.http.B43 = "n"; }
    if (! req.http.X-A == "x") { set resp.http.B44 = "y"; } else { set resp.http.B44 = "n"; }
    if (true) { set resp.http.B45 = "y"; } else { set resp.http.B45 = "n"; }
    if (false == false) { set resp.http.B46 = "y"; } else { set resp.http.B46 = "n"; }
    if (true != false) { set resp.http.B47 = "y"; } else { set resp.http.B47 = "n"; }
    if (client.ip == "127.0.0.1") { set resp.http.B48 = "y"; } else { set resp.http.B48 = "n"; }
    if (client.ip != "10.0.0.1") { set resp.http.B49 = "y"; } else { set resp.http.B49 = "n"; }
    if (req.http.X-A == "ab" + "c") { set resp.http.B50 = "y"; } else { set resp.http.B50 = "n"; }
    if ("a" + "b" == "ab") { set resp.http.B51 = "y"; } else { set resp.http.B51 = "n"; }
    if (1.5 > 1.0) { set resp.http.B52 = "y"; } else { set resp.http.B52 = "n"; }
    if (1.0 == 1.0) { set resp.http.B53 = "y"; } else { set resp.http.B53 = "n"; }
    if (req.backend_hint) { set resp.http.B54 = "y"; } else { set resp.http.B54 = "n"; }
    if (req.backend_hint == default) { set resp.http.B55 = "y"; } else { set resp.http.B55 = "n"; }
    if (resp.status >= 200 && resp.status < 300) { set resp.http.B56 = "y"; } else { set resp.http.B56 = "n"; }
    if ((req.http.X-A == "abc") == true) { set resp.http.B57 = "y"; } else { set resp.http.B57 = "n"; }
    if (req.http.X-A == "ABC") { set resp.http.B58 = "y"; } else { set resp.http.B58 = "n"; }
    if (req.http.X-A > "ab") { set resp.http.B59 = "y"; } else { set resp.http.B59 = "n"; }
    if (req.http.X-A > "abcd") { set resp.http.B60 = "y"; } else { set resp.http.B60 = "n"; }
    if (now > now - 1s) { set resp.http.B61 = "y"; } else { set resp.http.B61 = "n"; }
    if (req.http.nope == "a" || req.http.X-A) { set resp.http.B62 = "y"; } else { set resp.http.B62 = "n"; }
    if (5 - 5) { set resp.http.B63 = "y"; } else { set resp.http.B63 = "n"; }
    if (1 + 1 == 2) { set resp.http.B64 = "y"; } else { set resp.http.B64 = "n"; }
    if (req.http.nope == ""+"") { set resp.http.B65 = "y"; } else { set resp.http.B65 = "n"; }
    return (deliver);
}
