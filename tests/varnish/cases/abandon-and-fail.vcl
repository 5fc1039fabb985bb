vcl 4.1;

backend default { .host = "127.0.0.1"; .port = "8080"; }

sub vcl_backend_fetch { if (bereq.url == "/a") { return (abandon); } if (bereq.url == "/ef") { return (error(501, "made up")); } if (bereq.url == "/ff") { return (fail); } if (bereq.url == "/ee") { return (error); } }
sub vcl_backend_response { if (bereq.url == "/b") { return (abandon); } if (bereq.url == "/f") { return (fail); } if (bereq.url == "/e") { return (error(418, "tea")); } if (bereq.url == "/e2") { return (error); } }
sub vcl_backend_error { set beresp.http.X-E = beresp.status + " " + beresp.reason; if (bereq.url == "/c") { return (abandon); } if (bereq.url == "/g") { return (fail); } }
sub vcl_synth { set resp.http.X-S = resp.status + " " + resp.reason; }
sub vcl_recv { if (req.url == "/rf") { return (fail); } if (req.url == "/rfm") { return (fail("because")); } if (req.url ~ "/c|/g") { set req.backend_hint = none; } }
backend none none;
sub vcl_hash { if (req.url == "/hf") { return (fail); } }
sub vcl_deliver { if (req.url == "/df") { return (fail); } if (req.url == "/ds") { return (synth(200, "fine")); } }
