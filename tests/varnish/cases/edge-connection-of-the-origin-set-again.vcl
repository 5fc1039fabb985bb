vcl 4.1;

import std;

backend default { .host = "127.0.0.1"; .port = "8080"; }

sub vcl_backend_response {
    if (bereq.url == "/again") {
        set beresp.http.X-A = "vcl";
        set beresp.http.ETag = {""v2""};
    }
    if (bereq.url == "/unset") { unset beresp.http.X-A; set beresp.http.X-A = "vcl"; unset beresp.http.Connection; }
}
