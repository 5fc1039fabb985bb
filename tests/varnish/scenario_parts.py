"""What random_cases.py makes its scenarios of besides the everyday: rarer statements, requests and responses."""

from __future__ import annotations

CONDITIONS: dict[str, list[str]] = {
    "client": ['req.http.Cookie', 'req.http.X-C == ""', 'req.url ~ "\\?"', 'req.http.Host == "example.test"', "req.http.X-A == req.http.X-B", 'req.http.Authorization',
               'req.method ~ "^(PUT|DELETE)$"', 'req.http.X-A < "2"', "std.integer(req.http.X-A, 0) > 1", 'std.tolower(req.http.X-A) == "1"', "req.ttl > 1s", "req.grace >= 0s",
               'req.http.User-Agent ~ "(?i)bot"', 'req.proto == "HTTP/1.1"', "req.can_gzip", "req.esi_level == 0", 'req.http.X-C ~ "\\s$"', "req.hash_always_miss", '!(req.url ~ "^/a" && req.http.X-A)'],
    "backend": ['bereq.method == "GET"', "bereq.http.Range", 'bereq.http.Cookie', "bereq.http.If-None-Match", "bereq.http.If-Modified-Since", "bereq.first_byte_timeout > 1s", 'bereq.http.Accept-Encoding == "gzip"'],
    "response": ["beresp.status == 304", "beresp.http.Vary", "beresp.grace > 5s", "beresp.keep > 0s", "beresp.age > 1s", "beresp.http.Age", 'beresp.http.Content-Type ~ "text"', "beresp.ttl == 120s",
                 "beresp.status < 400", 'beresp.reason == "OK"', 'beresp.http.Content-Length == "0"', "beresp.do_stream"],
    "hit": ["obj.keep > 0s", "obj.grace > 5s", "obj.hits == 1", 'obj.http.Cache-Control ~ "max"', 'obj.reason == "OK"', "obj.ttl + obj.grace > 0s"],
    "deliver": ["obj.hits == 0", "resp.http.Age", 'resp.reason == "OK"', "resp.http.X-Tag", "resp.status >= 400", "req.is_hitpass || req.is_hitmiss", "obj.keep > 0s"],
    "synth": ["resp.status == 400", "resp.status > 700", 'resp.reason == "none"', "req.restarts < 2"],
}  # fmt: skip
CLIENT = [
    "std.collect(req.http.X-A);", 'std.collect(req.http.Cookie, "; ");', "set req.url = std.querysort(req.url);", 'set req.http.X-C = req.http.X-C + " ";', 'set req.http.X-C = "";', 'unset req.http.X-C;',
    'set req.http.Cookie = regsuball(";" + req.http.Cookie, "; +", ";");', 'set req.http.Host = std.tolower(req.http.Host);', 'set req.http.Host = "other.test";', 'set req.http.X-Log += "p";', 'set req.url += "&z";',
    'set req.http.X-A = std.integer(req.http.X-A, 0) + 1;', 'set req.http.X-T = 10 / 4 + "," + 10.0 / 4 + "," + 7 % 3;', 'set req.http.X-T = std.time("Thu, 01 Jan 2015 00:00:00 GMT") + 1d;', 'set req.http.X-T = 90m;',
    'set req.http.X-T = std.duration("1.5m", 0s);', "set req.http.X-T = std.strstr(req.url, \"?\");", 'set req.http.X-T = regsub(req.url, "^/(.)(.*)$", "\\2\\1\\0\\9");', 'set req.http.X-T = req.url.upper();',
    'set req.http.X-Two = req.http.X-A + req.http.X-B;', 'set req.http.X-B = req.http.X-None;', 'set req.http.X-B = req.http.X-None + "";', 'set client.identity = "me";', 'set req.http.X-Id = client.identity;', "std.log(req.url);",
    'if (req.http.X-A ~ "1") { set req.http.X-B = "from-a"; } elsif (req.http.X-B) { unset req.http.X-B; } else { set req.http.X-B = "else"; }', "unset req.http.Accept-Encoding;", 'set req.http.Accept-Encoding = "br";',
]  # fmt: skip
PATHS: dict[str, list[str]] = {
    "recv": ["unset req.http.Host;", 'set req.url = "";', "set req.url = req.http.X-None;", 'set req.method = "HEAD";', 'set req.method = "POST";', 'set req.http.Authorization = "x";', "unset req.http.Authorization;", "return (synth(301, \"/new\"));",
             'return (synth(750, "https://x"));', "return (synth(req.restarts + 400));", 'ban("obj.keep > 5s || x");', 'ban("obj.grace == 10s");', 'ban("req.http.Host == " + req.http.Host + " && req.url ~ ^/a");', 'ban("obj.http.ETag ~ v1");',
             'ban("req.url != /a");', 'ban("obj.status != 200");', 'ban("obj.age > 1s && obj.http.X-Tag == t1");', 'if (std.ban("req.url ~ " + req.url)) { return (synth(200, "Banned")); } else { return (synth(400, std.ban_error())); }',
             "set req.grace = 0s;", "set req.grace = 1h;", "set req.ttl = 1s;", "unset req.http.Range;", 'set req.http.Range = "bytes=1-2";', "unset req.http.If-None-Match;", 'set req.http.If-None-Match = {""v1""};', "set req.backend_hint = default;",
             'set req.http.Cache-Control = "no-cache";', "std.cache_req_body(1KB);", 'set req.http.X-A = {"two"} + """three""";', "call vcl_req_cookie;", "call vcl_req_method;", 'set req.http.Expect = "100-continue";', "set req.http.X-Long = regsuball(req.url, \"\", \"xyz\");"],
    "hash": ["hash_data(req.http.X-A + req.http.X-B);", "hash_data(req.http.Cookie);", "hash_data(req.method);", "hash_data(client.ip);", "hash_data(req.restarts);", 'hash_data("");'],
    "hit": ["return (pass);", "set req.hash_always_miss = true;", "set req.http.X-Hit = obj.http.ETag + obj.reason;", "set req.http.X-Hit = obj.http.X-None;"],
    "miss": ["set req.backend_hint = default;", "return (fail);", 'set req.url = "/b";', 'set req.method = "HEAD";'],
    "pass": ["return (fail);", 'set req.url = "/b";', 'set req.method = "HEAD";', "unset req.http.Range;"],
    "purge": ['return (synth(200, req.http.X-A));', 'set req.method = "GET";'],
    "pipe": ['set bereq.http.X-Pipe = "1";', "return (pipe);", "return (synth(500));", "unset bereq.http.connection;", 'set bereq.http.Connection = "keep-alive";', 'set bereq.url = "/c";'],
    "deliver": ["std.collect(resp.http.Vary);", 'std.collect(resp.http.Set-Cookie, "; ");', "unset resp.http.Set-Cookie;", "unset resp.http.Via;", "unset resp.http.X-Varnish;", 'set resp.http.Age = "99";',
                'set resp.http.X-None = req.http.X-None;', 'set resp.http.X-Empty = "";', 'set resp.http.X-Sp = "  a  ";', "set resp.http.X-C = \"<\" + req.http.X-C + \">\";", "set resp.http.X-T = req.http.X-T;", "set resp.http.X-Id = req.http.X-Id;",
                'set resp.http.X-Was += "a";', "set resp.status = 206;", "set resp.status = 304;", "set resp.status = 204;", "set resp.status = 1200;", "set resp.status = 99;", 'set resp.reason = "Mine";', 'set resp.http.Connection = "close";',
                'set resp.http.X-Cond = (req.http.X-A == "1") + "," + (!req.http.X-B);', "unset resp.http.Accept-Ranges;", "unset resp.http.Last-Modified;", 'set resp.http.ETag = {"W/"v1""};', 'set resp.http.Last-Modified = "Thu, 01 Jan 2015 00:00:00 GMT";',
                "return (fail);", 'return (synth(200, "ok"));', 'set resp.http.X-Up = req.url.upper() + req.http.X-A.lower();', "set resp.http.Date = \"\";", 'set resp.http.Cache-Control = "no-store";', "set req.http.X-L = resp.status;", 'set resp.http.X-Url = req.url;'],
    "synth": ['set resp.body = {"<b>"} + resp.reason + "</b>";', 'set resp.body += "more";', 'set resp.body = "";', 'set resp.body = req.http.X-None;', "set resp.status = 302;", 'set resp.http.Location = resp.reason;', "unset resp.http.Retry-After;", "unset resp.http.Server;",
              "set resp.status = resp.status - 400;", 'set resp.reason = "Set";', 'set resp.reason = "";', "return (fail);", 'set resp.http.Content-Type = "text/plain";', "synthetic(req.http.X-None);", "set resp.status = 204;", "set resp.status = 1304;", 'set resp.http.ETag = {""v1""};',
              'if (resp.status == 301 || resp.status == 750) { set resp.http.Location = resp.reason; set resp.status = 301; set resp.reason = "Moved"; return (deliver); }', "unset req.http.Range;"],
    "backend_fetch": ["set bereq.first_byte_timeout = 0.2s;", "set bereq.first_byte_timeout = 2s;", 'set bereq.method = "HEAD";', 'set bereq.method = "POST";', "unset bereq.http.Accept-Encoding;", 'set bereq.http.If-None-Match = {""v1""};', "return (error(700));", 'return (error(503, "mine"));',
                      "return (error(99));", "return (fail);", "unset bereq.http.Cookie;", 'set bereq.http.Host = "x.test";', 'set bereq.url = "";', "unset bereq.body;", 'set bereq.http.X-A = bereq.http.X-A + bereq.retries;', 'set bereq.http.Range = "bytes=0-1";', "unset bereq.http.Range;",
                      "std.rollback(bereq);", "return (error);", "set bereq.http.X-Big = bereq.uncacheable;"],
    "backend_response": ["set beresp.ttl = 1h;", "set beresp.ttl = -1s;", "set beresp.ttl = 0.5s;", "set beresp.ttl *= 2;", "set beresp.ttl += 1s;", "set beresp.grace = 1h;", "set beresp.grace = 0s;", "set beresp.keep = 0s;", "set beresp.keep = 1h;", "set beresp.ttl = std.duration(beresp.http.X-TTL, 2s);",
                         "unset beresp.http.ETag;", "unset beresp.http.Last-Modified;", "unset beresp.http.Age;", "unset beresp.http.Date;", "unset beresp.http.Content-Length;", "unset beresp.http.Expires;", 'set beresp.http.Vary = "X-A, X-B";', 'set beresp.http.Vary = beresp.http.Vary + ", X-B";',
                         'set beresp.http.Vary = "*";', 'set beresp.http.Vary = "X A";', 'set beresp.http.Vary = "";', 'set beresp.http.Cache-Control = "private";', 'set beresp.http.Cache-Control = "max-age=1";', "set beresp.uncacheable = false;", "set beresp.do_stream = false;", "set beresp.do_gunzip = true;",
                         "set beresp.status = 200;", "set beresp.status = 503;", "set beresp.status = 206;", 'set beresp.reason = "Mine";', 'set beresp.reason = "";', 'return (error(504, "mine"));', "return (error);", "return (fail);", "return (pass(1s));", "return (pass(0s));",
                         "set beresp.http.X-Age = beresp.age > 0.9s;", "set beresp.http.X-Tag = bereq.http.X-A;", 'set beresp.http.X-Up = bereq.url.upper();', 'set beresp.http.Set-Cookie = "a=b";', "std.collect(beresp.http.Set-Cookie);", 'set beresp.http.Surrogate-Control = "no-store";',
                         'set beresp.http.X-Unc = beresp.uncacheable + "," + bereq.uncacheable;', "if (beresp.status >= 500 && bereq.is_bgfetch) { return (abandon); }", "if (beresp.status >= 500 && bereq.retries < 2) { return (retry); }", "set beresp.http.X-R = bereq.retries;"],
    "backend_error": ["set beresp.ttl = 0s;", "set beresp.keep = 5s;", "set beresp.uncacheable = true;", 'set beresp.body = {"x"} + bereq.url;', 'set beresp.body += "y";', 'synthetic("z" + bereq.retries);', "set beresp.status = 404;", 'set beresp.reason = "Err";', "set beresp.status = 99;",
                      'set beresp.http.X-Tag = "t1";', 'set beresp.http.Vary = "X-A";', 'set beresp.http.Cache-Control = "max-age=9";', "if (bereq.retries < 2) { return (retry); }", "set beresp.ttl = 1h;", 'set beresp.http.Set-Cookie = "a=b";'],
}  # fmt: skip
#: Parts of the builtin that a VCL may add to.
PARTS = {
    "req_cookie": ["return;", "return (hash);", "unset req.http.Cookie;"], "req_host": ["return;", "set req.http.X-Log = req.http.X-Log + \"o\";"], "req_method": ["return;", 'if (req.method == "PUT") { return (synth(405)); }'],
    "req_authorization": ["return;", "unset req.http.Authorization;"], "builtin_recv": ["return;", "return (hash);"], "builtin_hash": ["return;", "hash_data(req.http.X-A);"], "builtin_deliver": ['set resp.http.X-Part = "d";'],
    "beresp_stale": ["return;", "set beresp.ttl = 2s;"], "beresp_cookie": ["return;", "unset beresp.http.Set-Cookie;"], "beresp_control": ["return;"], "beresp_vary": ["return;"], "beresp_hitmiss": ["return;", "set beresp.ttl = 1s;", "return (deliver);", "return (pass(2s));"],
    "builtin_backend_response": ["return;"], "builtin_synth": ["return;", 'set resp.http.X-Part = "s";'], "builtin_backend_error": ["return;", 'set beresp.http.X-Part = "e";'], "builtin_backend_fetch": ["return;"],
}  # fmt: skip
REQUEST_HEADERS: list[tuple[str, list]] = [
    ("Authorization", ["Basic x"]), ("Cache-Control", ["no-cache", "max-age=0"]), ("X-C", ["a ", " b", "", "a  b"]), ("X-A", [["1", "2"], "1 ", "10"]), ("Cookie", [["a=1", "b=2"], "", "s=1; _ga=2"]), ("Host", ["EXAMPLE.test", "other.test", "example.test:80"]),
    ("Accept-Encoding", ["gzip;q=0", "br, gzip", "identity", "x-gzip", "*", ""]), ("Connection", ["close", "X-A", "keep-alive"]), ("Range", ["bytes=0-0", "bytes=-0", "bytes=0-1,3-4", "bytes=3-1", "bytes=0-", "bytes=1", "", "BYTES=1-2", "bytes=0-999", "bytes= 1-2", "bytes=1-2 "]),
    ("If-None-Match", ["*", '"v1", "v2"', '"v2"', "v1", '"x", W/"v1"', ""]), ("If-Modified-Since", ["Fri, 02 Jan 2015 00:00:00 GMT", "Wed, 31 Dec 2014 00:00:00 GMT", "x", "Fri, 01 Jan 2027 00:00:00 GMT"]), ("If-Range", ["Thu, 01 Jan 2015 00:00:00 GMT", "x", "v1"]),
    ("User-Agent", ["Googlebot/2.1", "Firefox"]), ("X-Forwarded-For", ["1.2.3.4", "a, b", ""]), ("Pragma", ["no-cache"]), ("TE", ["trailers"]), ("Upgrade", ["x"]), ("Content-Length", ["0"]), ("X-Varnish", ["5"]), ("Via", ["x"]), ("X-B", ["1", "2", "1b"]),
]  # fmt: skip
METHODS = ["PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "BAN", "FOO", "POST", "HEAD", "CONNECT", "get"]
URLS = ["/", "/a/", "/a?", "/a?b=2&a=1", "/A", "/b?x=1", "/a%20b", "/a//b", "/a#x", "http://example.test/a", "http://Other.test/b", "*", "a", "/a?a=1&a=0&&b"]
RESPONSE_HEADERS: list[tuple[str, list, float]] = [
    ("Cache-Control", ["max-age=1, must-revalidate", "public", "no-store", "s-maxage=1, max-age=60", "max-age=2, s-maxage=60", "max-age=x", "max-age=", "MAX-AGE=2", "max-age = 2", "max-age=\"2\"", "max-age=-1", "max-age=2.9", "must-revalidate, max-age=2", "private, max-age=60", "no-cache=\"x\"", ["max-age=1", "no-cache"],
                       "stale-while-revalidate=5", "max-age=1, stale-while-revalidate=0", "max-age=1,stale-while-revalidate=60", "max-age=99999999999", "s-maxage=0", ""], 0.6),
    ("Expires", ["Thu, 01 Jan 2015 00:00:00 GMT", "0", "Thu, 01 Jan 2099 00:00:00 GMT", "x"], 0.12), ("Date", ["Thu, 01 Jan 2015 00:00:00 GMT", "x"], 0.08), ("Age", ["2", "x", "-1", "119", "1.5", "100"], 0.12),
    ("Vary", ["X-a", "Cookie", "X-A,X-B", "X-A ,, X-B", "", "X A", ["X-A", "X-B"], "X-None", "Host", "user-agent"], 0.25), ("ETag", ['"v1" ', "v1", '"v1-é"', 'w/"v1"', '""', '"v2"'], 0.25), ("Last-Modified", ["Fri, 02 Jan 2015 00:00:00 GMT", "x", "Fri, 01 Jan 2027 00:00:00 GMT"], 0.2),
    ("Set-Cookie", [["a=1", "b=2"], ""], 0.1), ("Content-Type", ["text/html", "image/png"], 0.2), ("Pragma", ["no-cache"], 0.05), ("Surrogate-Control", ["no-store", "max-age=5", ""], 0.08), ("Connection", ["close", "X-Tag", "keep-alive"], 0.08), ("X-Tag", ["t1", "t2", "sport"], 0.3),
    ("X-TTL", ["3s", "x", "1m"], 0.1), ("Accept-Ranges", ["bytes", "none"], 0.05), ("Content-Encoding", ["identity"], 0.03), ("Via", ["1.1 x"], 0.05), ("X-Varnish", ["9"], 0.03), ("Server", ["origin"], 0.1), ("X-Sp", [" a ", ""], 0.05), ("Transfer-Encoding", ["identity"], 0.0), ("Content-Range", ["bytes 0-4/5", "bytes */5"], 0.02),
    ("Trailer", ["x"], 0.02), ("Keep-Alive", ["timeout=5"], 0.03), ("Proxy-Authenticate", ["x"], 0.03),
]  # fmt: skip
#: Texts, patterns and whole expressions for `--expressions`, besides those of random_cases.py.
TEXTS = ["a" * 300, "é", "É", " ", "\\t", "%41", "a%20b", "/a?b&a&&c=1&b=0", "/?", "?b&a", "/a?b#c", "/a?a=2&a=10&a=1", "5.5", "-0", "00012", "1 s", "1s ", "1h30m", "0.0015s", "1e3s", "1w", "1.5.5", "5kb", "5 KB", "1.5k", "0B", "-5B", "1PB", "1Z",
         "true", "Wed, 31 Dec 1969 23:59:59 GMT", "Thu, 01 Jan 1970 00:00:01 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 UTC", "Sun, 6 Nov 1994 08:49:37 GMT", "Tue, 29 Feb 2028 00:00:00 GMT", "Wed, 29 Feb 2023 00:00:00 GMT", "2015-01-01T00:00:60", "Thu, 01 Jan 2015 24:00:00 GMT",
         "1.2.3.4/24", "1.2.3", "0x7f.1", "::1", "[::1]", "fe80::1%lo", "1.2.3.4:http", "256.1.1.1", "::", "a, b, a", "de;q=0.8, en", "<b>&amp;</b>", "a.b.c", "aaa", "abcabc", "a=b; c=d;e=f", "www.example.com:8080", "\\", "$1", "\\1"]
REGEXES = ["(?i)ab", "^$", "$", "a|b|", "(a)(b)?", "(?:a)(b)", "[^a-z]", "\\.", "^([^:]+):.*$", "(a+)(a)", "([a-z])\\1", "\\bb", "(?<n>a)", ";\\s*", "^www\\.", "[?&]a=[^&]*", "(.)(.)(.)(.)(.)(.)(.)(.)(.)(.)", "\\s+$", "(?!a).", "é", "."]
REPLACEMENTS = ["", "\\0\\0", "[\\1]", "\\2", "\\9", "\\", "\\\\", "x\\", "\\x", "$1", "&", "\\10", "-"]
NUMBERS = ["0.5", "-0.5", "1.499", "2.5", "-2.5", "1000000.001", "0.001", "999999999999.999", "-0.0", "3.", "1e3"[:1] + ".0"]
EXPRESSIONS = [
    "std.integer({text})", "std.real({text})", "std.duration({text})", "std.bytes({text})", "std.time({text})", "std.integer(bool=true)", "std.integer(bytes=1.5KB)", "std.integer(duration=1.9s)", "std.integer(duration=-1.9s)", "std.integer(time=std.time({text}, std.time(real=5.5)))",
    "std.real(integer=-3)", "std.real(bool=false)", "std.real(bytes=1KB)", "std.real(duration=90m)", "std.real(time=std.time(real={real}))", "std.duration(integer=3)", "std.duration(real={real})", "std.duration(s={text}, fallback=1h)", "std.bytes(integer=3)", "std.bytes(real={real})", "std.time(integer=5)", "std.time(real={real})",
    "std.integer({text}, real={real})", "std.integer(fallback=3)", "std.real(s={text}, fallback={real})", "std.real2time({real}, now)", "std.time2real(std.time(real={real}), 0.0)", "std.time2integer(std.time(real={real}), 0)", "std.real2integer({real}, 0)", "std.round({real})", 'std.strftime(std.time("1000000000"), {text})',
    'std.strftime(std.time(real={real}), "%Y-%m-%dT%H:%M:%SZ %a %b %j %%")', "std.port(std.ip({text}, client.ip))", "std.ip({text}, client.ip, false)", 'std.ip({text}, client.ip, p="8080")', "std.tolower({text}) + std.toupper({text})", "std.strstr({text}, {text})", "std.strstr(req.http.X-None, {text})", "std.querysort({text})",
    "std.fnmatch({text}, {text})", "std.fnmatch({text}, {text}, pathname=false)", "std.fnmatch({text}, {text}, noescape=true, period=true)", "regsub({text}, \"{regex}\", \"{new}\")", "regsuball({text}, \"{regex}\", \"{new}\")", "({text} ~ \"{regex}\")", "({text} !~ \"{regex}\")", "{text}.upper()", "{text}.lower()", "req.http.X-None.lower()",
    "({text} < {text})", "({text} >= {text})", "({text} == {text})", "(req.http.X-None < {text})", "(req.http.X-None == req.http.X-None)", "(req.http.X-None != {text})", "({text} + req.http.X-None == {text})", "{int} * {int}", "{int} - {int} - {int}", "{int} / {int} * {int}", "{int} % {int} + {int}", "-{int} + {int}", "{real} * {real}", "{real} / {int}",
    "{real} + {int}", "{int} + {real}", "{int} + {real} * {int}", "{dur} * {real}", "{dur} / {real}", "{dur} + {dur}", "{dur} - {dur}", "-{dur}", "{bytes} + {bytes}", "{bytes} * {real}", "{bytes} / {int}", "{bytes} - {bytes}", "({int} > {int})", "({real} > {real})", "({dur} <= {dur})", "({bytes} == {bytes})", "({int} > {int} && {dur} < {dur})",
    "std.time(\"1000\") + {dur}", "std.time(\"1000\") - {dur}", "std.time(\"1000\") - std.time(\"400\")", "(std.time({text}, now) > now)", "{int} + {text}", "{text} + {int}", "{text} + {real}", "{text} + {dur}", "{text} + {bytes}", "{text} + true", "{text} + client.ip", "{int} + {int} + {text}", "{text} + {int} + {int}", "{text} + ({int} + {int})",
    "(client.ip ~ locals)", "(std.ip({text}, \"10.0.0.7\") ~ locals)", '(std.ip("10.0.0.9", client.ip) !~ locals)', "(client.ip == std.ip({text}, \"127.0.0.1\"))", "std.ban(\"obj.status == \" + {text}) + std.ban_error()", "std.ban({text}) + std.ban_error()", 'std.ban("obj.http.X ~ {regex} && req.url != " + {text}) + std.ban_error()',
    'std.ban("obj.ttl >= " + {dur}) + std.ban_error()', "std.ban(\"obj.keep < 5\") + std.ban_error()", 'std.ban("obj.http.A == b || c") + std.ban_error()', 'std.ban("obj.url ~ a") + std.ban_error()', 'std.ban("req.http.X > 5") + std.ban_error()', 'std.ban("req.url ~") + std.ban_error()', 'std.ban("") + std.ban_error()', 'std.ban("obj.age < 1x") + std.ban_error()',
    "std.syntax({real})", "(!{int})", "({text} && {int})", "(req.http.X-None || {dur} < {dur})", "(!({text} ~ \"{regex}\") && true)", "std.healthy(default)", "req.backend_hint", "resp.status + {int}", "resp.status % 7", "obj.hits + {int}", "resp.reason + {text}", "resp.http.Content-Length + {int}", "resp.proto",
]  # fmt: skip
STATUSES = [200, 200, 200, 200, 203, 204, 206, 300, 301, 302, 303, 304, 307, 308, 400, 401, 403, 404, 410, 414, 416, 451, 500, 501, 503, 599, 999, 201, 202, 205]
BODIES = ["hello", "other", "", "é1234", "0123456789", "x" * 300, "<b>x</b>\n"]
