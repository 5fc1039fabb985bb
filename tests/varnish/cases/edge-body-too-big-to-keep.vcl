vcl 4.1;

import std;

backend default { .host = "127.0.0.1"; .port = "8080"; }

sub vcl_recv {
    if (req.url == "/branch") {
        if (!std.cache_req_body(5B)) { return (synth(413)); }
    } else {
        set req.http.X-Kept = std.cache_req_body(6B);
        set req.http.X-Again = std.cache_req_body(1B);
    }
}

sub vcl_deliver {
    set resp.http.X-Kept = req.http.X-Kept + "," + req.http.X-Again;
}
