vcl 4.1;

backend default { .host = "127.0.0.1"; .port = "8080"; }

sub vcl_recv { return (synth(200)); }
sub vcl_synth {
    set resp.http.C0 = regsub("/foo/bar?x=1", "\?.*$", "");
    set resp.http.C1 = regsuball("aXbXc", "X", "-");
    set resp.http.C2 = regsub("abc", "(b)(c)", "\2\1");
    set resp.http.C3 = regsub("abc", "b", "[\0]");
    set resp.http.C4 = regsub("abc", "z", "y");
    set resp.http.C5 = regsuball("abc", "", "-");
    set resp.http.C6 = regsuball("abc", "x*", "-");
    set resp.http.C7 = regsuball("aaa", "a", "");
    set resp.http.C8 = regsub(req.http.nope, "^$", "x");
    set resp.http.C9 = regsuball("a.b.c", "\.", "\\");
    set resp.http.C10 = regsub("abc", "(a)(x)?", "[\1][\2]");
    set resp.http.C11 = regsuball("foo=1&bar=2&foo=3", "(^|&)foo=[^&]*", "");
    set resp.http.C12 = regsub("ABC", "(?i)b", "x");
    set resp.http.C13 = regsuball("hello world", "\b(\w)", "<\1>");
    set resp.http.C14 = regsuball("a1b22", "[0-9]+", "#");
    set resp.http.C15 = regsub("abc", "^", "x");
    set resp.http.C16 = regsuball("abc", "$", "x");
    set resp.http.C17 = regsuball("abcabc", "(?<=a)b", "X");
    set resp.http.C18 = regsub("aaa", "a+?", "b");
    set resp.http.C19 = regsub("a/b/c", "^([^/]*)/(.*)$", "\2/\1");
    set resp.http.C20 = regsub("x", "x", "\9");
    set resp.http.C21 = regsub("x", "x", "&");
    set resp.http.C22 = regsub("x", "x", "\x");
    set resp.http.C23 = regsub("x", "x", "$0");
    set resp.http.C24 = regsub("xyz", "(?P<n>y)", "[\1]");
    set resp.http.C25 = regsuball("aXbX", "X$", "-");
    set resp.http.C26 = regsuball("abc", "^.", "");
    set resp.http.C27 = regsuball("aaa", "^a", "b");
    set resp.http.C28 = regsub("tab	x", "\t", " ");
    set resp.http.C29 = regsub("a+b", "\+", "%20");
    set resp.http.C30 = regsuball("a,b,,c", ",+", ", ");
    set resp.http.C31 = regsuball("2024-01-02", "(\d+)-(\d+)-(\d+)", "\3.\2.\1");
    set resp.http.C32 = regsub("a\b", "\\", "/");
    set resp.http.C33 = regsub("/img/x.PNG", "\.(?i:png|gif)$", ".webp");
    set resp.http.C34 = regsub("foo", "o{2}", "0");
    set resp.http.C35 = regsub("x{2}", "x\{2\}", "ok");
    set resp.http.C36 = regsub("ab", "a(?!c)", "X");
    set resp.http.C37 = regsub("[x]", "[][]", "_");
    set resp.http.C38 = regsub("a-b", "[a\-]+", "_");
    set resp.http.C39 = regsub("a]b", "[]]", "_");
    set resp.http.C40 = regsub("tel: 12", "[[:digit:]]+", "N");
    set resp.http.C41 = regsub("x y", "[^[:space:]]+$", "Z");
    return (deliver);
}
