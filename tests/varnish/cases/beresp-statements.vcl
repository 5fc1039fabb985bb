vcl 4.1;

import std;

backend default { .host = "127.0.0.1"; .port = "8080"; }

sub vcl_backend_response {
    if (bereq.http.X-Case == "0") { set beresp.ttl = 10s; }
    if (bereq.http.X-Case == "1") { set beresp.ttl = -1s; }
    if (bereq.http.X-Case == "2") { set beresp.ttl = 0s; }
    if (bereq.http.X-Case == "3") { set beresp.ttl += 5s; }
    if (bereq.http.X-Case == "4") { set beresp.ttl *= 2.0; }
    if (bereq.http.X-Case == "5") { set beresp.ttl = beresp.ttl / 2; }
    if (bereq.http.X-Case == "6") { set beresp.grace = 1h; }
    if (bereq.http.X-Case == "7") { set beresp.keep = 1h; }
    if (bereq.http.X-Case == "8") { set beresp.grace = -1s; }
    if (bereq.http.X-Case == "9") { set beresp.status = 404; }
    if (bereq.http.X-Case == "10") { set beresp.status = 12404; }
    if (bereq.http.X-Case == "11") { set beresp.reason = "Because"; }
    if (bereq.http.X-Case == "12") { set beresp.status = 200; set beresp.reason = "Fine"; }
    if (bereq.http.X-Case == "13") { set beresp.uncacheable = true; }
    if (bereq.http.X-Case == "14") { set beresp.uncacheable = true; set beresp.uncacheable = false; }
    if (bereq.http.X-Case == "15") { unset beresp.http.Set-Cookie; }
    if (bereq.http.X-Case == "16") { set beresp.http.Cache-Control = "max-age=1"; }
    if (bereq.http.X-Case == "17") { set beresp.http.Vary = "X-Foo"; }
    if (bereq.http.X-Case == "18") { unset beresp.http.Vary; }
    if (bereq.http.X-Case == "19") { set beresp.http.Age = "50"; }
    if (bereq.http.X-Case == "20") { unset beresp.http.Date; }
    if (bereq.http.X-Case == "21") { set beresp.ttl = 100s; set beresp.http.X-T2 = beresp.ttl; }
    if (bereq.http.X-Case == "22") { set beresp.do_stream = false; }
    if (bereq.http.X-Case == "23") { set beresp.do_gzip = true; }
    if (bereq.http.X-Case == "24") { set beresp.http.ETag = {""x""}; }
    if (bereq.http.X-Case == "25") { set beresp.http.Content-Length = "3"; }
    if (bereq.http.X-Case == "26") { set beresp.http.X-B = beresp.backend; }
    if (bereq.http.X-Case == "27") { set beresp.http.X-B = beresp.backend.name + bereq.backend; }
    if (bereq.http.X-Case == "28") { set beresp.http.X-B = bereq.is_bgfetch + "," + bereq.retries + "," + bereq.uncacheable + "," + bereq.is_hitmiss + "," + bereq.is_hitpass + "," + beresp.was_304; }
    if (bereq.http.X-Case == "29") { set beresp.http.Set-Cookie = "n=1"; }
    if (bereq.http.X-Case == "30") { set beresp.status = 99; }
    if (bereq.http.X-Case == "31") { set beresp.status = 70000; }
    if (bereq.http.X-Case == "32") { set beresp.http.Connection = "close"; }
    if (bereq.http.X-Case == "33") { set beresp.http.Transfer-Encoding = "x"; }
    if (bereq.http.X-Case == "34") { set beresp.http.X-A2 = beresp.http.X-Multi; std.collect(beresp.http.X-Multi); }
    if (bereq.http.X-Case == "35") { return (deliver); }
    if (bereq.http.X-Case == "36") { set beresp.ttl = 5s; return (deliver); }
    if (bereq.http.X-Case == "37") { set beresp.ttl = 0s; return (deliver); }
    if (bereq.http.X-Case == "38") { set beresp.ttl = 0s; set beresp.grace = 20s; return (deliver); }
    if (bereq.http.X-Case == "39") { set beresp.status = 204; }
    if (bereq.http.X-Case == "40") { set beresp.status = 304; }
    if (bereq.http.X-Case == "41") { set beresp.status = 503; }
    if (bereq.http.X-Case == "42") { set beresp.http.X-Age = beresp.age; }
}
sub vcl_deliver { set resp.http.X-Hits = obj.hits; set resp.http.X-Unc = obj.uncacheable; set resp.http.X-Grace = obj.grace; set resp.http.X-Keep = obj.keep; set resp.http.X-HM = req.is_hitmiss; if (obj.ttl > 3s) { set resp.http.X-Long = "1"; } set resp.http.X-St = resp.status + resp.reason; }
