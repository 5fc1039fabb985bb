vcl 4.1;

import std;

backend default { .host = "127.0.0.1"; .port = "8080"; }

backend slow { .host = "127.0.0.1"; .port = "8080"; .first_byte_timeout = 0.3s; .connect_timeout = 7s; }

sub vcl_recv {
    if (req.url ~ "slow") { set req.backend_hint = slow; }
}

sub vcl_backend_fetch {
    set bereq.http.X-F = bereq.first_byte_timeout + "," + bereq.between_bytes_timeout + "," + bereq.connect_timeout;
    if (bereq.url ~ "set") { set bereq.first_byte_timeout = 2s; }
    if (bereq.url ~ "less") { set bereq.first_byte_timeout = -2s; }
    if (bereq.url ~ "later") { set bereq.backend = slow; }
    set bereq.http.X-G = bereq.first_byte_timeout;
}

sub vcl_backend_response {
    set beresp.http.X-F = bereq.http.X-F + ";" + bereq.http.X-G;
}
