vcl 4.1;

import std;

backend default { .host = "127.0.0.1"; .port = "8080"; }

sub vcl_recv {
    return (pass);
}

sub vcl_backend_response {
    set beresp.http.X-Seen = "yes";
}
