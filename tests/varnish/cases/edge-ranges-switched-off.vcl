vcl 4.1;

backend default { .host = "127.0.0.1"; .port = "8080"; }

sub vcl_deliver {
unset resp.http.Accept-Ranges; if (req.url == "/b") { unset req.http.Range; } if (req.url == "/c") { set resp.status = 201; }
}
