vcl 4.1;

backend default { .host = "127.0.0.1"; .port = "8080"; }

sub vcl_recv {
    if (req.url == "/s200") { return (synth(200)); } if (req.url == "/s200x") { return (synth(200, "X")); }
    if (req.url == "/s301") { return (synth(301, "/new")); } if (req.url == "/s12404") { return (synth(12404)); }
    if (req.url == "/s99") { return (synth(99)); } if (req.url == "/s204") { return (synth(204)); } if (req.url == "/s304") { return (synth(304)); }
    if (req.url == "/s1000") { return (synth(1000)); } if (req.url == "/sempty") { return (synth(200, "")); } if (req.url == "/snull") { return (synth(200, req.http.nope)); }
    if (req.url == "/s799") { return (synth(799)); } if (req.url == "/body") { return (synth(750, "b")); } if (req.url == "/nobody") { return (synth(751, "b")); }
    if (req.url == "/add") { return (synth(752, "b")); } if (req.url == "/synthetic") { return (synth(753, "b")); }
}
sub vcl_synth {
    set resp.http.X-S = resp.status + "|" + resp.reason;
    if (resp.status == 301) { set resp.http.Location = resp.reason; set resp.status = 301; return (deliver); }
    if (resp.status == 12404) { set resp.body = "long"; return (deliver); }
    if (resp.status == 750) { set resp.status = 200; set resp.body = "one" + " two"; return (deliver); }
    if (resp.status == 751) { return (deliver); }
    if (resp.status == 752) { set resp.body = "a"; set resp.body += "b"; set resp.body += req.http.nope; return (deliver); }
    if (resp.status == 753) { synthetic("x"); synthetic("y" + req.http.nope); return (deliver); }
}
