vcl 4.1;

backend default { .host = "127.0.0.1"; .port = "8080"; }

sub vcl_recv { set req.http.X-Seen = req.http.X-Seen + req.restarts; }
sub vcl_deliver { set resp.http.X-Restarts = req.restarts; set resp.http.X-Seen = req.http.X-Seen; if (req.url == "/d") { return (restart); } }
sub vcl_miss { if (req.url == "/m") { return (restart); } }
sub vcl_synth { set resp.http.X-Restarts = req.restarts; set resp.http.X-Seen = req.http.X-Seen; set resp.http.X-Why = resp.status + " " + resp.reason; if (req.url == "/s" || req.url == "/s2") { return (restart); } }
sub vcl_recv { if (req.url == "/r") { return (restart); } if (req.url == "/s") { return (synth(404)); } if (req.url ~ "/s2" && req.restarts < 2) { return (synth(401)); } }
