vcl 4.1;

backend default { .host = "127.0.0.1"; .port = "8080"; }

acl a { "127.0.0.0"/8; ! "127.0.0.1"; }
acl b { "localhost"; }
acl c { ! "127.0.0.0"/24; "127.0.0.1"; }
acl d { "10.0.0.0"/8; "::1"; }
acl e { ("127.0.0.1"); }
acl f { "0.0.0.0"/0; }
acl g { }
sub vcl_recv { return (synth(200)); }
sub vcl_synth {
    if (client.ip ~ a) { set resp.http.A0 = "y"; } else { set resp.http.A0 = "n"; }
    if (client.ip ~ b) { set resp.http.A1 = "y"; } else { set resp.http.A1 = "n"; }
    if (client.ip ~ c) { set resp.http.A2 = "y"; } else { set resp.http.A2 = "n"; }
    if (client.ip ~ d) { set resp.http.A3 = "y"; } else { set resp.http.A3 = "n"; }
    if (client.ip ~ e) { set resp.http.A4 = "y"; } else { set resp.http.A4 = "n"; }
    if (client.ip ~ f) { set resp.http.A5 = "y"; } else { set resp.http.A5 = "n"; }
    if (client.ip ~ g) { set resp.http.A6 = "y"; } else { set resp.http.A6 = "n"; }
    if (client.ip !~ a) { set resp.http.A7 = "y"; } else { set resp.http.A7 = "n"; }
    return (deliver);
}
