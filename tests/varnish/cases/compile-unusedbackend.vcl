vcl 4.1;
backend default { .host = "127.0.0.1"; }
backend b2 {
 .host = "127.0.0.2";
}
