vcl 4.1;

import std;

backend default { .host = "127.0.0.1"; .port = "8080"; }

sub vcl_recv {
set req.http.X-Lang = "de";
set req.url = "/changed";
}
sub vcl_deliver {
set resp.http.X-Before = "1";
set resp.status = 404;
std.rollback(req);
set resp.http.X-After = "<" + req.http.X-Lang + req.url + ">";
}
sub vcl_backend_fetch {
set bereq.http.X-B = "1";
std.rollback(bereq);
}
sub vcl_synth {
set resp.http.X-Before = "1";
std.rollback(req);
set resp.http.X-After = resp.reason + resp.status;
}
