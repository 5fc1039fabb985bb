vcl 4.1;
backend default { .host = "127.0.0.1"; }
sub vcl_recv {
 if (req.url == "a") { } elseif (req.url == "b") { } elsif (req.url == "c") { } elif (req.url == "d") { } else if (req.url == "e") { } else { }
}
