vcl 4.1;

backend default { .host = "127.0.0.1"; .port = "8080"; }

sub vcl_backend_fetch {
if (bereq.url == "/a") { return (error(99)); }
if (bereq.url == "/b") { return (error(0)); }
if (bereq.url == "/c") { return (error(-1)); }
if (bereq.url == "/d") { return (error(1404, "odd")); }
if (bereq.url == "/e") { return (error); }
if (bereq.url == "/f") { return (error(200, "")); }
if (bereq.url == "/g") { return (error(404)); }
if (bereq.url == "/h") { return (error(799)); }
if (bereq.url == "/i") { return (error(404, bereq.http.None)); }
}
sub vcl_backend_response {
if (bereq.url == "/j") { return (error(70000, "x")); }
if (bereq.url == "/k") { return (error(50)); }
}
