vcl 4.1;

backend default { .host = "127.0.0.1"; .port = "8080"; }

sub vcl_recv {
set req.http.Cookie = regsuball(req.http.Cookie, "_g[a-z]+=[^;]*(; )?", "");
if (req.http.Cookie == "") { unset req.http.Cookie; }
set req.http.X-Lead = "  lead";
set req.http.X-Trail = "trail  ";
set req.http.X-Only = "   ";
return (hash);
}
sub vcl_hash {
hash_data(req.http.Cookie);
}
sub vcl_deliver {
set resp.http.X-Cookie = "<" + req.http.Cookie + ">";
set resp.http.X-L = "<" + req.http.X-Lead + ">" + "<" + req.http.X-Trail + ">" + "<" + req.http.X-Only + ">";
set resp.http.X-Eq = (req.http.Cookie == "lang=de");
set resp.http.X-T = req.http.X-Trail;
set resp.http.X-Origin = "<" + resp.http.X-Sp + ">";
}
