vcl 4.1;
backend default { .host = "127.0.0.1"; }
acl x {
 "1.2.3.4"/40;
}
sub vcl_recv { if (client.ip ~ x) { } }
