vcl 4.1;

import std;

backend default { .host = "127.0.0.1"; .port = "8080"; }

sub vcl_recv { return (synth(200)); }
sub vcl_synth {
    set resp.http.D80 = std.fnmatch("*", ".x");
    set resp.http.D81 = std.fnmatch("/*", "/.x", period=true);
    set resp.http.D82 = std.syntax(4.1);
    set resp.http.D83 = std.syntax(4.0);
    set resp.http.D84 = std.syntax(4.2);
    set resp.http.D85 = std.getenv("NOPE_X");
    set resp.http.D86 = std.file_exists("/nope");
    set resp.http.D87 = std.toupper(req.http.nope);
    set resp.http.D88 = std.toupper("");
    set resp.http.D89 = std.strstr(req.http.nope, "a");
    set resp.http.D90 = std.querysort(req.http.nope);
    return (deliver);
}
