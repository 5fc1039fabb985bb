vcl 4.1;

import std;

backend default { .host = "127.0.0.1"; .port = "8080"; }

sub vcl_recv { return (synth(200)); }
sub vcl_synth {
    set resp.http.A40 = {"long "quoted" string"};
    set resp.http.A41 = "";
    set resp.http.A42 = "  lead";
    set resp.http.A43 = "trail  ";
    set resp.http.A44 = req.http.Host.upper();
    set resp.http.A45 = req.http.X-A.lower() + "!";
    set resp.http.A46 = req.transport;
    set resp.http.A47 = -5;
    set resp.http.A48 = -5s;
    set resp.http.A49 = -1.5;
    set resp.http.A50 = "" + -3;
    set resp.http.A51 = 5 - 3;
    set resp.http.A52 = 5 - -3;
    set resp.http.A53 = 1.5 - 1;
    set resp.http.A54 = req.http.x-a;
    set resp.http.A55 = req.http."X-A";
    set resp.http.A56 = "\n";
    set resp.http.A57 = """triple "q" """;
    set resp.http.A58 = req.can_gzip;
    set resp.http.A59 = 10 / 3 * 3;
    set resp.http.A60 = 10s + 500ms;
    set resp.http.A61 = "%41";
    set resp.http.A62 = req.ttl;
    set resp.http.A63 = req.grace;
    return (deliver);
}
