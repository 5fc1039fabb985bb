vcl 4.1;

backend default { .host = "127.0.0.1"; .port = "8080"; }

sub vcl_recv {
if (req.http.X-User != "skip") { set client.identity = req.http.X-User; }
}
sub vcl_deliver {
set resp.http.X-Who = "<" + client.identity + ">";
}
