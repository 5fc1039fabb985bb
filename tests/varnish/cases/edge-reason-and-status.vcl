vcl 4.1;

backend default { .host = "127.0.0.1"; .port = "8080"; }

sub vcl_deliver {
if (req.url == "/a") { set resp.reason = req.http.X-Reason; }
if (req.url == "/b") { set resp.reason = ""; }
if (req.url == "/c") { set resp.status = -5; }
if (req.url == "/d") { set resp.status = 99; }
if (req.url == "/e") { set resp.status = 1099; }
if (req.url == "/f") { set resp.status = 65536; }
if (req.url == "/g") { set resp.status = 12404; set resp.http.S = resp.status; }
if (req.url == "/h") { set resp.status = 799; }
if (req.url == "/i") { set resp.status = 0; }
if (req.url == "/j") { set resp.reason = "Own words"; set resp.status = 404; }
if (req.url == "/k") { set resp.status = 404; set resp.reason = "Own words"; }
}
