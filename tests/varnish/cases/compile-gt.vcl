vcl 4.1;
backend default { .host = "127.0.0.1"; }
sub vcl_recv {
 if (req.restarts > 0 && req.http.x > "a" || !req.http.y) { set req.http.z = req.restarts + 1; }
}
