vcl 4.1;
backend default { .host = "127.0.0.1"; }
sub foo {
 return(deliver);
}
sub vcl_recv {
 call foo; }
