vcl 4.1;

backend default {
    .host = "origin";
}

acl editors {
    "localhost";
}

sub vcl_recv {
    if (req.method == "PURGE" || req.method == "BAN") {
        if (client.ip !~ editors) {
            return (synth(405));
        }
        if (req.method == "PURGE") {
            return (purge);
        }
        ban("req.url ~ " + req.http.X-Pattern);
        return (synth(200, "Banned"));
    }
}
