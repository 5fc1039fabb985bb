vcl 4.1;

import std;

backend default { .host = "127.0.0.1"; .port = "8080"; }

sub vcl_recv {
    if (req.http.X-Case == "0") { set req.url = ""; }
    if (req.http.X-Case == "1") { set req.url = req.http.nope; }
    if (req.http.X-Case == "2") { set req.method = ""; }
    if (req.http.X-Case == "3") { set req.url = "/a b"; }
    if (req.http.X-Case == "4") { set req.method = "TRACE"; }
    if (req.http.X-Case == "5") { set req.http.X = {"a
b"}; }
    if (req.http.X-Case == "6") { set req.http.X = "a	b"; }
    if (req.http.X-Case == "7") { set req.url = "nolead"; }
    if (req.http.X-Case == "8") { set req.url = "/" + req.http.nope; }
    if (req.http.X-Case == "9") { set req.http.Host = ""; }
    if (req.http.X-Case == "10") { unset req.http.Host; }
    if (req.http.X-Case == "11") { set req.url = req.url + "?x=" + 1; }
    if (req.http.X-Case == "12") { set req.method = "POST"; }
    if (req.http.X-Case == "13") { set req.method = "HEAD"; }
    if (req.http.X-Case == "14") { set req.http.Cookie = ""; }
    if (req.http.X-Case == "15") { set req.http.Cookie = req.http.nope; }
    if (req.http.X-Case == "16") { set req.http.X += "more"; }
    if (req.http.X-Case == "17") { set req.http.X-A += "more" + 1; }
    if (req.http.X-Case == "18") { set req.url += "&y"; }
    if (req.http.X-Case == "19") { set client.identity = "me"; }
    if (req.http.X-Case == "20") { set req.http.Authorization = "x"; }
    if (req.http.X-Case == "21") { std.rollback(req); }
    if (req.http.X-Case == "22") { set req.http.X-A = "changed"; set req.url = "/changed"; std.rollback(req); }
    if (req.http.X-Case == "23") { set req.http.Accept-Encoding = "gzip, br"; }
    if (req.http.X-Case == "24") { set req.grace = -5s; }
    if (req.http.X-Case == "25") { set req.ttl = 0s; }
    if (req.http.X-Case == "26") { set req.http.Range = "bytes=1-2"; }
    if (req.http.X-Case == "27") { std.collect(req.http.X-M);  }
    if (req.http.X-Case == "28") { std.collect(req.http.X-M, "; "); }
    if (req.http.X-Case == "29") { std.collect(req.http.X-M, ""); }
    if (req.http.X-Case == "30") { set req.http.X-M = "one"; }
    if (req.http.X-Case == "31") { unset req.http.X-M; }
    if (req.http.X-Case == "32") { set req.backend_hint = default; }
    if (req.http.X-Case == "33") { return (pass); }
    if (req.http.X-Case == "34") { return (pipe); }
    if (req.http.X-Case == "35") { return (hash); }
    if (req.http.X-Case == "36") { { set req.http.X = "in"; } if (true) { set req.http.X = req.http.X + "2"; } else { set req.http.X = "no"; } }
}
sub vcl_deliver { set resp.http.X-Url = req.url; set resp.http.X-Method = req.method; set resp.http.X-X = req.http.X; set resp.http.X-A2 = req.http.X-A; set resp.http.X-M2 = req.http.X-M; set resp.http.X-Host = req.http.Host; set resp.http.X-Ck = req.http.Cookie; set resp.http.X-Id = client.identity; set resp.http.X-Ae = req.http.Accept-Encoding; set resp.http.X-G = req.grace; set resp.http.X-T = req.ttl; set resp.http.X-Hits = obj.hits; }
