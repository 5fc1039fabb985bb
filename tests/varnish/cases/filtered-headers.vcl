vcl 4.1;

backend default { .host = "127.0.0.1"; .port = "8080"; }

sub vcl_backend_fetch { set bereq.http.X-Seen = "cc=" + bereq.http.Cache-Control + " rg=" + bereq.http.Range + " inm=" + bereq.http.If-None-Match + " te=" + bereq.http.TE + " ae=" + bereq.http.Accept-Encoding + " xff=" + bereq.http.X-Forwarded-For + " m=" + bereq.method + " via=" + bereq.http.Via + " ck=" + bereq.http.Cookie + " cl=" + bereq.http.Content-Length; }
sub vcl_backend_response { set beresp.http.X-Seen = bereq.http.X-Seen; }
