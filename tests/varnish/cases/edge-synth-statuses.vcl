vcl 4.1;

backend default { .host = "127.0.0.1"; .port = "8080"; }

sub vcl_recv {
if (req.url == "/a") { return (synth(99)); }
if (req.url == "/b") { return (synth(0)); }
if (req.url == "/c") { return (synth(1404, "odd")); }
if (req.url == "/d") { return (synth(200, "")); }
if (req.url == "/e") { return (synth(404, req.http.None)); }
if (req.url == "/f") { return (synth(799)); }
if (req.url == "/g") { return (synth(65535)); }
if (req.url == "/h") { return (synth(204)); }
if (req.url == "/i") { return (synth(304)); }
if (req.url == "/j") { return (synth(100)); }
}
