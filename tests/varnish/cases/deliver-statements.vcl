vcl 4.1;

backend default { .host = "127.0.0.1"; .port = "8080"; }

sub vcl_deliver {
    if (req.http.X-Case == "0") { set resp.status = 404; }
    if (req.http.X-Case == "1") { set resp.reason = "Because"; }
    if (req.http.X-Case == "2") { set resp.status = 404; set resp.reason = "X"; }
    if (req.http.X-Case == "3") { unset resp.http.Age; }
    if (req.http.X-Case == "4") { set resp.http.Age = "99"; }
    if (req.http.X-Case == "5") { unset resp.http.X-Origin-Count; }
    if (req.http.X-Case == "6") { unset resp.http.Via; unset resp.http.X-Varnish; }
    if (req.http.X-Case == "7") { set resp.http.Content-Length = "2"; }
    if (req.http.X-Case == "8") { set resp.status = 204; }
    if (req.http.X-Case == "9") { set resp.status = 304; }
    if (req.http.X-Case == "10") { set resp.status = 99; }
    if (req.http.X-Case == "11") { set resp.status = 1404; }
    if (req.http.X-Case == "12") { set resp.status = 70000; }
    if (req.http.X-Case == "13") { set resp.status += 1; }
    if (req.http.X-Case == "14") { set resp.http.Connection = "close"; }
    if (req.http.X-Case == "15") { set resp.http.ETag = {"W/"x""}; }
    if (req.http.X-Case == "16") { unset resp.http.Accept-Ranges; }
    if (req.http.X-Case == "17") { set resp.http.Set-Cookie = "d=1"; }
    if (req.http.X-Case == "18") { return (synth(403, "No")); }
    if (req.http.X-Case == "19") { return (restart); }
    if (req.http.X-Case == "20") { set resp.http.x-origin-count = "55"; }
    if (req.http.X-Case == "21") { set resp.http.X-Origin-Count = "abc"; }
    if (req.http.X-Case == "22") { set resp.http.X-Null = req.http.nope; unset resp.http.X-Null2; }
    if (req.http.X-Case == "23") { set resp.http.A = "1"; set resp.http.B = resp.http.A + "2"; unset resp.http.A; }
}
