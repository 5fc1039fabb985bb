vcl 4.1;

backend default { .host = "127.0.0.1"; .port = "8080"; }

sub vcl_deliver {
if (req.url == "/a") { set resp.http.X = (req.restarts + 999999999999999) * 10; }
if (req.url == "/b") { set resp.http.X = 999999999999.0 * 10; }
if (req.url == "/c") { set resp.http.X = 999999999999s * 10; }
if (req.url == "/d") { set resp.http.X = now + 99999999999s * 99999999; }
if (req.url == "/e") { set resp.http.X = -999999999999999 - 1; }
if (req.url == "/f") { set resp.http.X = 999999999999999; }
}
