vcl 4.1;

backend default { .host = "127.0.0.1"; .port = "8080"; }

sub vcl_recv {
if (req.restarts == 1) { set req.url = "/overview"; }
if (req.method == "PURGE") { set req.method = "GET"; return (purge); }
}
sub vcl_purge {
return (restart);
}
