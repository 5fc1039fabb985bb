"""More kinds of random VCL for random_vcl.py: each takes one part of the language and turns it in every way that comes to mind."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

CASES = sorted((Path(__file__).parent / "cases").glob("*.vcl"))
HEAD = 'vcl 4.1;\nimport std;\nbackend default { .host = "127.0.0.1"; .port = "8080"; }\n'
METHODS = [
    "recv", "pipe", "pass", "hash", "purge", "miss", "hit", "deliver", "synth", "backend_fetch", "backend_response", "backend_error",
    "init", "fini",
]  # fmt: skip
PARTS = [
    "builtin_recv", "req_host", "req_method", "req_authorization", "req_cookie", "builtin_hash", "builtin_deliver", "builtin_synth",
    "builtin_backend_fetch", "builtin_backend_response", "beresp_stale", "beresp_cookie", "beresp_control", "beresp_vary", "beresp_hitmiss",
    "builtin_backend_error", "beresp_range", "req_range", "hitmiss", "nothing",
]  # fmt: skip
#: Every variable of Varnish 7 and some that it has had or will have, with a value that fits.
VARIABLES = {
    "now": "now", "client.ip": '"1.2.3.4"', "client.identity": '"a"', "server.ip": "client.ip", "server.hostname": '"a"',
    "server.identity": '"a"', "server.port": "80", "local.ip": "client.ip", "local.endpoint": '"a"', "local.socket": '"a"',
    "remote.ip": "client.ip", "sess.xid": '"1"', "sess.timeout_idle": "5s", "sess.timeout_linger": "5s", "sess.send_timeout": "5s",
    "sess.idle_send_timeout": "5s", "sess.nothing": "1", "req": "req", "req.method": '"GET"', "req.request": '"GET"', "req.url": '"/"',
    "req.proto": '"HTTP/1.1"', "req.restarts": "1", "req.esi": "true", "req.esi_level": "1", "req.ttl": "5s", "req.grace": "5s",
    "req.keep": "5s", "req.xid": '"1"', "req.backend": "default", "req.backend_hint": "default", "req.hash": '"a"',
    "req.hash_always_miss": "true", "req.hash_ignore_busy": "true", "req.hash_ignore_vary": "true", "req.can_gzip": "true",
    "req.is_hitmiss": "true", "req.is_hitpass": "true", "req.storage": "storage.s0", "req.time": "now", "req.transport": '"HTTP/1"',
    "req.filters": '""', "req.body": '""', "req.http.X": '"a"', "req.http.content-length": '"5"', "req.http.X-Y_z.a": '"a"', "req.http": '"a"', "req_top.url": '"/"',
    "req_top.method": '"GET"', "req_top.proto": '"a"', "req_top.time": "now", "req_top.http.X": '"a"', "bereq": "bereq", "bereq.method": '"GET"',
    "bereq.url": '"/"', "bereq.proto": '"a"', "bereq.backend": "default", "bereq.xid": '"1"', "bereq.retries": "1", "bereq.uncacheable": "true",
    "bereq.is_bgfetch": "true", "bereq.is_hitmiss": "true", "bereq.is_hitpass": "true", "bereq.between_bytes_timeout": "5s",
    "bereq.connect_timeout": "5s", "bereq.first_byte_timeout": "5s", "bereq.task_deadline": "5s", "bereq.body": '""', "bereq.hash": '"a"', "bereq.time": "now",
    "bereq.http.X": '"a"', "beresp": "beresp", "beresp.proto": '"a"', "beresp.status": "200", "beresp.reason": '"OK"',
    "beresp.ttl": "5s", "beresp.grace": "5s", "beresp.keep": "5s", "beresp.age": "5s", "beresp.uncacheable": "true", "beresp.do_esi": "true",
    "beresp.do_gzip": "true", "beresp.do_gunzip": "true", "beresp.do_stream": "true", "beresp.was_304": "true", "beresp.filters": '""',
    "beresp.storage": "storage.s0", "beresp.storage_hint": '"s0"', "beresp.backend": "default", "beresp.backend.name": '"a"',
    "beresp.backend.ip": "client.ip", "beresp.backend.port": "80", "beresp.saintmode": "5s", "beresp.time": "now", "beresp.body": '"a"',
    "beresp.transit_buffer": "5B", "beresp.http.X": '"a"', "obj": "obj", "obj.ttl": "5s", "obj.grace": "5s", "obj.keep": "5s", "obj.age": "5s", "obj.hits": "1",
    "obj.status": "200", "obj.reason": '"a"', "obj.proto": '"a"', "obj.uncacheable": "true", "obj.can_esi": "true", "obj.storage": "storage.s0",
    "obj.time": "now", "obj.lastuse": "5s", "obj.response": '"a"', "obj.http.X": '"a"', "resp": "resp", "resp.proto": '"a"', "resp.status": "200",
    "resp.reason": '"a"', "resp.body": '"a"', "resp.do_esi": "true", "resp.filters": '""', "resp.is_streaming": "true", "resp.time": "now",
    "resp.response": '"a"', "resp.http.X": '"a"', "storage.s0.free_space": "5B", "storage.s0.used_space": "5B", "storage.s0.happy": "true",
    "storage.s0": "storage.s0", "storage.Transient.happy": "true", "storage.nothing.happy": "true", "req.http.X.lower": '"a"', "client.port": "1", "true": "true", "default": "default",
    "thread_pools": "1", "beresp": "1", "local": "1", "server": "1", "sess": "1", "obj.http": "1",
}  # fmt: skip
TYPES: dict[str, list[str]] = {
    "STRING": ['"a"', '"5"', '""', "req.url", "req.http.X", '"a" + "b"', '{"long"}', '"""also"""', 'req.http.X + 5 + "a"', "req.method.lower()"],
    "INT": ["5", "-5", "0", "req.restarts", "5 + 2", "7 % 4", "(3 * 2)", "999999999999999"],
    "REAL": ["1.5", "-1.5", "1.", "2.50", "std.round(1.5)", "1.5 * 2", "3 / 2.0", "1 + 1.5", "5"],
    "DURATION": ["5s", "1.5h", "10ms", "2d", "1w", "1y", "-5s", "5 s", "now - now", "5s * 2", "5s + 1m", "req.ttl", "0s", "5m", "5"],
    "BYTES": ["5KB", "10B", "1.5MB", "5", "2GB", "5kb", "1TB", "5B + 2B", "5 KB", "-5B"],
    "BOOL": ["true", "false", "TRUE", "(5 > 2)", "req.hash_always_miss", "!true", "true && false", "req.url", '("a" == "b")'],
    "TIME": ["now", "now + 5s", "req.time", 'std.time("1000", now)', "now - 5s", "std.real2time(5.0, now)"],
    "IP": ["client.ip", '"1.2.3.4"', 'std.ip("1.2.3.4", client.ip)', "server.ip", '"nothing at all"', '"::1"', '"1.2.3.4:80"'],
    "BACKEND": ["default", "req.backend_hint", "spare", "None", "bereq.backend"],
    "HEADER": ["req.http.X", "req.http.Cookie", "resp.http.X", "req.url", "beresp.http.Vary"],
    "HTTP": ["req", "bereq", "resp", "beresp", "obj"],
    "ACL": ["locals", "nowhere"],
    "REGEX": ['"a+"', '"("', "req.url", '"a" + "b"', '"(?i)x"', "{\"a\nb\"}", '""'],
}  # fmt: skip
FUNCTIONS: dict[str, list[str]] = {
    "std.random": ["REAL lo", "REAL hi"], "std.round": ["REAL r"], "std.collect": ["HEADER hdr", "?STRING sep"], "std.querysort": ["STRING s"],
    "std.toupper": ["STRING s"], "std.tolower": ["STRING s"], "std.strstr": ["STRING s1", "STRING s2"],
    "std.fnmatch": ["STRING pattern", "STRING subject", "?BOOL pathname", "?BOOL noescape", "?BOOL period"],
    "std.file_exists": ["STRING path"], "std.healthy": ["BACKEND be"], "std.port": ["IP ip"],
    "std.duration": ["?STRING s", "?DURATION fallback", "?REAL real", "?INT integer"],
    "std.bytes": ["?STRING s", "?BYTES fallback", "?REAL real", "?INT integer"],
    "std.integer": ["?STRING s", "?INT fallback", "?BOOL bool", "?BYTES bytes", "?DURATION duration", "?REAL real", "?TIME time"],
    "std.ip": ["STRING s", "?IP fallback", "?BOOL resolve", "?STRING p"],
    "std.real": ["?STRING s", "?REAL fallback", "?INT integer", "?BOOL bool", "?BYTES bytes", "?DURATION duration", "?TIME time"],
    "std.time": ["?STRING s", "?TIME fallback", "?REAL real", "?INT integer"], "std.strftime": ["TIME time", "STRING format"],
    "std.log": ["STRING s"], "std.syslog": ["INT priority", "STRING s"], "std.timestamp": ["STRING s"], "std.syntax": ["REAL v"],
    "std.getenv": ["STRING name"], "std.cache_req_body": ["BYTES size"], "std.late_100_continue": ["BOOL late"], "std.set_ip_tos": ["INT tos"],
    "std.rollback": ["HTTP h"], "std.ban": ["STRING s"], "std.ban_error": [], "std.real2integer": ["REAL r", "INT fallback"],
    "std.real2time": ["REAL r", "TIME fallback"], "std.time2integer": ["TIME t", "INT fallback"], "std.time2real": ["TIME t", "REAL fallback"],
    "std.nothing": ["STRING s"], "std.blobread": ["STRING s"], "std.fileread": ["STRING s"], "std.rfc_ref": ["STRING s"], "std.strlen": ["STRING s"],
    "regsub": ["STRING s", "REGEX r", "STRING t"], "regsuball": ["STRING s", "REGEX r", "STRING t"],
}  # fmt: skip
RETURNS = [
    "deliver", "fetch", "pass", "hash", "lookup", "pipe", "purge", "restart", "retry", "abandon", "fail", "ok", "miss", "hit", "error", "synth",
    "vcl", "vcl(other)", "synth(404)", 'synth(404, "x")', "synth(req.restarts + 400)", 'synth("x")', "synth(404, req.url)", "synth()", "synth(404, 5)",
    'error(503)', 'error(503, "x")', "error()", 'fail("x")', "fail(req.url)", "fail()", "pass(10s)", "pass(10)", "pass()", "restart()", "deliver(5)",
    "retry(1)", "abandon()", 'synth(404, "a", "b")', "hit_for_pass", "DELIVER", "Pass", "upgrade", "pass(-1s)", "pass(0s)", "synth(404,)", "5", '"pass"',
    "synth(404 + 1)", "synth(404.5)", "synth(-1)", "fail(5)", "pipe()", "connect",
]  # fmt: skip


def in_sub(dice: random.Random, body: str, method: str | None = None) -> str:
    """A statement in a subroutine, or in one that it calls, or in a part of the builtin."""
    method = method or dice.choice(METHODS)
    kind = dice.random()
    if kind < 0.75:
        return HEAD + f"sub vcl_{method} {{\n{body}\n}}\n"
    if kind < 0.9:
        return HEAD + f"sub vcl_{method} {{\ncall other;\n}}\nsub other {{\n{body}\n}}\n"
    return HEAD + f"sub vcl_{dice.choice(PARTS)} {{\n{body}\n}}\n"


def any_value(dice: random.Random, type_: str) -> str:
    return dice.choice(TYPES[type_]) if dice.random() < 0.85 else dice.choice(TYPES[dice.choice(list(TYPES))])


def variables(dice: random.Random) -> str:
    """Every variable in every subroutine: read, set, set with another operator, unset."""
    name, value = dice.choice(list(VARIABLES.items()))
    kind = dice.random()
    if kind < 0.3:
        body = f"set {name} = {value};"
    elif kind < 0.4:
        body = f"set {name} {dice.choice(['+=', '-=', '*=', '/=', '=', '%=', '=='])} {any_value(dice, dice.choice(list(TYPES)))};"
    elif kind < 0.55:
        body = f"unset {name};"
    elif kind < 0.75:
        body = f"set {dice.choice(['req.http.A', 'resp.http.A', 'beresp.http.A', 'bereq.http.A'])} = {name};"
    elif kind < 0.9:
        body = f"if ({name}) {{ }}"
    else:
        body = f"if ({name} {dice.choice(['==', '!=', '<', '~'])} {value}) {{ }}"
    text = in_sub(dice, body)
    return text.replace("4.1", "4.0", 1) if dice.random() < 0.3 else text


def functions(dice: random.Random) -> str:
    """A function with its arguments by place and by name, and a slip now and then."""
    name, parameters = dice.choice(list(FUNCTIONS.items()))
    given = []
    by_name = False
    for one in parameters:
        type_, _, called = one.lstrip("?").partition(" ")
        if one.startswith("?") and dice.random() < 0.6:
            by_name = True
            continue
        if dice.random() < 0.04:
            continue
        value = any_value(dice, type_)
        if (by_name and dice.random() < 0.9) or dice.random() < 0.1:
            by_name = True
            called = dice.choice([called] * 15 + [called.upper(), "nothing"])
            value = f"{called}{dice.choice([' = ', '='])}{value}"
        given.append(value)
    if dice.random() < 0.05:
        given.append(dice.choice(["5", '"x"', "s=5"]))
    if dice.random() < 0.05:
        dice.shuffle(given)
    call = f"{name}({', '.join(given)}{dice.choice([''] * 20 + [','])})"
    if dice.random() < 0.05:
        call = call.title() if dice.random() < 0.5 else call.replace("std.", "STD.", 1)
    body = dice.choice([f"{call};", f"set req.http.A = {call};", f"if ({call}) {{ }}", f'set req.http.A = "a" + {call} + "b";', f"set req.ttl = {call};",
                        f"if ({call} == {call}) {{ }}", f"set resp.http.A = {call};", f"set req.http.A = ({call}) + 1;"])  # fmt: skip
    text = in_sub(dice, body, dice.choice(["recv", "recv", "recv", "deliver", "backend_response"]))
    extra = "acl locals { \"127.0.0.1\"; }\n" if "locals" in text else ""
    return text + extra + ('backend spare none;\n' if "spare" in text else "")


def returns(dice: random.Random) -> str:
    action = dice.choice(RETURNS)
    text = dice.choice([f"return ({action});"] * 8 + [f"return({action});", f"return {action};", f"return (({action}));", "return;", "return ();"])
    if dice.random() < 0.3:
        text = f"if (now > now - 5s) {{\n{text}\n}} else {{\n{dice.choice(['return (fail);', f'return ({dice.choice(RETURNS)});', ''])}\n}}"
    return in_sub(dice, text)


OPERANDS = [one for values in TYPES.values() for one in values if "\n" not in one] + [
    "req.restarts", "obj.hits", "req.xid", "req.is_hitmiss", "storage.s0", "req.hash", "vcl_recv", "locals", "std", "nowhere.nothing", "5.lower()", "(5)", "-now", "!5s",
    "--5", "- 5", "-req.restarts", "-(5)", "5 5", '"a" "b"', "5.5.5", "req.url.nothing()", "req.url.lower", "default.resolve()", "now.lower()", "5s.x",
]  # fmt: skip
SIGNS = ["+", "-", "*", "/", "%", "==", "!=", "<", "<=", ">", ">=", "~", "!~", "&&", "||", "+", "+", "=", "&", "|", "<<", ""]


def arithmetic(dice: random.Random) -> str:
    """Values of every type with every sign between them, into a variable of every type."""

    def value(depth: int) -> str:
        kind = dice.random()
        if depth == 0 or kind < 0.3:
            return dice.choice(OPERANDS)
        if kind < 0.42:
            return f"({value(depth - 1)})"
        if kind < 0.5:
            return dice.choice(["!", "-", "!!", "!-"]) + value(depth - 1)
        return f"{value(depth - 1)} {dice.choice(SIGNS)} {value(depth - 1)}"

    targets = ["req.http.X", "req.url", "req.ttl", "req.backend_hint", "req.hash_always_miss", "client.identity", "req.method", "req.grace"]
    whole = value(3)
    sign = dice.choice(["="] * 6 + ["+=", "-=", "*=", "/="])
    body = dice.choice([
        f"set {dice.choice(targets)} {sign} {whole};", f"if ({whole}) {{ }}", f"if ({whole}) {{ }} elsif ({value(1)}) {{ }}", f"hash_data({whole});",
        f"ban({whole});", f"std.log({whole});", f"return (synth({whole}));", f'if (std.integer("5", {whole}) > {value(1)}) {{ }}',
        f'set req.http.X = regsub({whole}, {value(0)}, {value(1)});',
    ])  # fmt: skip
    text = in_sub(dice, body, "hash" if body.startswith("hash_data") else dice.choice(["recv"] * 5 + ["hit", "deliver"]))
    return text + ('acl locals { "127.0.0.1"; }\n' if "locals" in text else "") + ("backend spare none;\n" if "spare" in text else "")


NAMES = ["a", "A", "b", "c-d", "e_f", "a.b", "default", "vcl_a", "vcl_recv", "vcl_hit", "req", "std", "none", "set", "if", "acl", "sub", "backend", "true", "now",
         "regsub", "storage", "client", "Vcl_Recv", "VCL_RECV", "x9", "9x", "-x", "_x", "deliver", "pass", "import", "else", "elsif", "obj", "server", "directors"]  # fmt: skip


def names(dice: random.Random) -> str:
    """Declarations in any order under names that clash, are reserved, or are used and not there."""
    few = dice.sample(NAMES, 4) if dice.random() < 0.5 else ["a", "A", "b", dice.choice(NAMES)]
    some = ["a", "a", "b", *few]
    parts = []
    for _ in range(dice.randint(1, 5)):
        name = dice.choice(some)
        parts.append(dice.choice([
            f"sub {name} {{ }}", f'acl {name} {{ "10.0.0.1"; }}', f'backend {name} {{ .host = "127.0.0.1"; }}', f"backend {name} none;", f"probe {name} {{ }}",
            f"sub {name} {{\n set req.http.X = \"a\";\n}}", f"import {name};", f'acl {name} {{ }}', f"sub {name};",
            f'backend {name} {{ .host = "127.0.0.1"; .probe = {dice.choice(some)}; }}', f"Sub {name} {{ }}", f"ACL {name} {{ }}",
        ]))  # fmt: skip
    uses = [f"call {{}};", "if (client.ip ~ {}) {{ }}", "set req.backend_hint = {};", "if (client.ip !~ {}) {{ }}", "if (req.backend_hint == {}) {{ }}",
            "if (std.healthy({})) {{ }}", "set req.http.X = {};", "call {}.{};", "{};", "{}();", "set {} = 5;", "unset {};", "new {} = {}();"]  # fmt: skip
    body = "\n".join(dice.choice(uses[: 6 if dice.random() < 0.8 else None]).replace("{{", "{").replace("}}", "}").replace("{}", dice.choice(some), 2) for _ in range(dice.randint(1, 4)))
    parts.append(f"sub vcl_{dice.choice(['recv', 'recv', 'deliver'])} {{\n{body}\n}}")
    dice.shuffle(parts)
    head = HEAD if dice.random() < 0.8 else "vcl 4.1;\n"
    return head + "\n".join(parts) + "\n"


STATEMENTS = [
    "rollback;", "error 404;", 'error 404 "x";', "esi;", "purge;", "remove req.http.X;", "keep;", "new x = std.thing();", "new x = directors.round_robin();", "new std = 5;",
    "call other;", "call;", "call 5;", "call other();", "call other, other;", "set req.http.X = ;", "set req.http.X;", "set = 5;", "set req.http.X == 5;", "unset;",
    "unset req.http.X, req.http.Y;", "unset req.http;", "set req.http.X = \"a\" \"b\";", "set req.http.X = \"a\" + ;", 'set req.http."X" = "a";', 'set req.http."X Y" = "a";',
    'set req.http."" = "a";', f'set req.http.{"x" * 126} = "a";', f'set req.http.{"x" * 127} = "a";', "set req.http.X-1 = \"a\";", 'set req.http.1X = "a";', 'set req.http.X_Y = "a";',
    'set req.http.X. = "a";', 'set req.http.X.Y = "a";', 'set req.http."X.Y" = "a";', 'set req.http."x:y" = "a";', "if true { }", "if (true) set req.url = \"/\";", "if () { }", "if (true) { } else { } else { }",
    "if (true) { } else if (false) { } else { }", "if (true) { } elseif (false) { }", "if (true) { } elsif (false) { }", "if (true) { } elif (false) { }", "if (true) { } else (false) { }",
    "else { }", "elsif (true) { }", "{ }", "{ set req.url = \"/\"; }", "{{{ }}}", ";", ";;", "set req.url = \"/\";;", "}", "{", "C{ int i; }C", "include \"x\";", "import std;",
    "sub x { }", "ban();", "ban(5);", 'ban("a", "b");', 'ban "a";', "hash_data();", "hash_data(5);", 'hash_data("a" + 5);', 'hash_data("a", "b");', "hash_data(req.http.X) ;", "synthetic(\"a\");",
    "synthetic();", 'synthetic "a";', "return", "return (pass)", "std.log();", "std.log(\"a\")", "std.log(\"a\" + 5 + now);", "std;", "std.;", ".log(\"a\");", "req.url;", "req.url = \"/\";", "\"a\";", "5;",
    "set req.url += \"a\";", "set req.url -= \"a\";", "set req.http.X += 5;", "set req.ttl += 5;", "set req.ttl *= 2;", "set req.ttl /= 2.5;", "set req.ttl -= 1s;", "set req.backend_hint += default;",
    "set req.hash_always_miss = 1;", "set req.hash_always_miss = req.url;", "set req.hash_always_miss = (req.url);", "set req.ttl = 5;", "set req.ttl = 5.5;", "set req.ttl = \"5s\";", "set req.ttl = 1x;", "set req.ttl = 5 s;",
    "set req.ttl = 5S;", "set req.ttl = 5 m;", "set req.ttl = 99999999999999999s;", "set req.ttl = 1.0001s;", "set req.ttl = 0x10s;", "set req.ttl = 1e3s;", "set req.ttl = .5s;", "set req.ttl = 5.s;", "set req.ttl = -5s;",
    "set req.ttl = - 5s;", "set req.ttl = --5s;", "set req.ttl = +5s;", "set req.ttl = now;", "set req.ttl = now - now;", "set req.ttl = (5s);", "set req.ttl = 5s + 5s * 2;", "set req.url = {\"a\nb\"};", 'set req.url = """a"b""";',
    'set req.url = "a\nb";', "set req.url = 'a';", 'set req.url = "a;', "/* x", "/* /* */", "# x", "// x", "*/", "set req.url = \"é\";", "set req.http.é = \"a\";", "set req.url = \"\t\";", "set req.url = \"%41\";",
    "@", "$", "`", "\\", "?", "[", "]", "^", "set req.url = req.url[0];", "set req.url = req.url ? 1 : 2;", ":YWJj:", "set req.http.X = :YWJj:;", "set req.http.X = :a:;", "if (req.url ~ req.http.X) { }", "if (req.url ~ \"a\" + req.url) { }",
    'if (req.url ~ ("a")) { }', 'if ("a" ~ "a") { }', 'if (5 ~ "a") { }', "if (client.ip ~ \"10.0.0.1\") { }", 'if (client.ip == "10.0.0.1") { }', 'if (client.ip == "10.0.0.x") { }', "if (client.ip) { }", "if (now) { }", "if (now > 5) { }",
    "if (5) { }", "if (5s) { }", "if (1.5) { }", "if (default) { }", "if (req) { }", "if (!req.url) { }", "if (! req.url == \"a\") { }", "if (req.url == req.http.X == \"a\") { }", "if (1 < 2 < 3) { }", "if ((1 < 2) == true) { }",
    "if (true == true) { }", "if (true > false) { }", "if (true && 5 || \"a\") { }", "if (true and false) { }", "if (req.http.X == true) { }", "if (req.restarts == \"1\") { }", "if (req.http.X == 1) { }", "if (\"1\" == 1) { }",
    "if (req.http.X > 5) { }", "if (std.integer(req.http.X, 0) > 5) { }", "if (req.backend_hint == \"default\") { }", "if (req.backend_hint == default) { }", "if (req.http.X ~ \"(\") { }", "if (req.http.X ~ \"a{1001}{1001}\") { }", "set req.http.X = now + 5;",
    "set req.http.X = 5 + now;", "set req.http.X = now + 5s;", "set req.http.X = 5s + now;", "set req.http.X = now - now;", "set req.http.X = 1 + \"a\";", "set req.http.X = \"a\" + 1 + 2;", "set req.http.X = 1 + 2 + \"a\";", "set req.http.X = (1 + 2) + \"a\";",
    "set req.http.X = \"a\" - \"b\";", "set req.http.X = 5 * \"a\";", "set req.http.X = 5 / 0;", "set req.http.X = 5 % 0;", "set req.http.X = true + false;", "set req.http.X = 5KB;", "set req.http.X = 5s;", "set req.http.X = 10 % 3 % 2;", "set req.http.X = 2 * 3 + 4 * 5;",
    "set req.http.X = req;", "set req.http.X = vcl_recv;", "set req.http.X = locals;", "set req.http.X = default;", "set req.http.X = req.http.Y ~ \"a\";", "set req.http.X = !req.http.Y;", "set req.http.X = req.http.Y && true;", "set req.http.X = req.http.Y == \"a\";",
    "vcl 4.1;", "acl x { }", "backend x none;", "probe x { }", "set req.http.X = regsub(req.url, \"a\");", "set req.http.X = regsub(\"a\", \"(\", \"b\");", "regsub(req.url, \"a\", \"b\");", "set req.http.X = regsub(5, \"a\", 6);", "set req.http.X = Regsub(req.url, \"a\", \"b\");",
    "set req.http.X = std.tolower(req.url) + std.toupper(\"a\");", "set req.http.X = std.ip(\"a\", \"b\");", "set client.ip = \"1.2.3.4\";", "set req.http.host = \"x\";", "SET req.url = \"/\";", "If (true) { } Else { }", "if (true) { } ELSE { }", "RETURN (pass);", "return (PASS);",
    "Call other;", "CALL OTHER;", "Unset req.http.X;", "BAN(\"a\");", "set req.http.X = TRUE;", "set req.http.X = NOW;", "set req.http.X = REQ.URL;", "std.LOG(\"a\");", "STD.log(\"a\");", "set req.ttl = 5MS;", "if (req.url.LOWER() == \"a\") { }",
]  # fmt: skip


def statements(dice: random.Random) -> str:
    """One odd statement among plain ones."""
    plain = ['set req.http.Y = "y";', "if (req.http.Y) {\n}", "unset req.http.Y;"]
    lines = [dice.choice(plain) for _ in range(dice.randint(0, 2))]
    lines.insert(dice.randint(0, len(lines)), dice.choice(STATEMENTS))
    if dice.random() < 0.15:
        lines.append(dice.choice(STATEMENTS))
    text = in_sub(dice, "\n".join(lines), dice.choice(["recv", "recv", "recv", "hash", "deliver", "synth", "backend_response"]))
    text += "sub other { }\n" if re.search(r"call other", text, re.IGNORECASE) and "sub other" not in text else ""
    text += 'acl locals { "127.0.0.1"; }\n' if "locals" in text else ""
    return text.replace("4.1", "4.0", 1) if dice.random() < 0.15 else text


VERSIONS = ["vcl 4.1;", "vcl 4.0;", "vcl 4.2;", "vcl 3.0;", "vcl 4;", "vcl 4.10;", "vcl 4.1", "vcl4.1;", "VCL 4.1;", "vcl 5.0;", "vcl \"4.1\";", "vcl 04.1;", "vcl 4.1.1;", "vcl -4.1;", "",
            "# x\nvcl 4.1;", "/* x\n*/ vcl 4.1;", "\n\n  vcl 4.1 ;", "vcl\n4.1\n;", "import std;", "vcl 4.1; vcl 4.0;", "vcl 4.0; vcl 4.1;", "vcl 4.1; vcl 4.1;", "\ufeffvcl 4.1;", ";", "vcl;", "// vcl 4.0;\nvcl 4.1;", "C{ }C", "vcl 4.1x;"]  # fmt: skip
TAILS = ["", "}", "{", "x", "5", '"a"', "sub", "sub x", "acl", "backend", "backend x", "import", "import nothing;", "import std", 'import std from "x";', "import std from x;", "import std to;", "import directors;", "import vtc;", "import cookie;", "import std;\nimport std;", "import STD;", "Import std;",
         'include "nothing.vcl";', "include nothing;", 'include "./x.vcl";', 'include +glob "x/*";', "include", "C{ }C", "C{", "/* x", '"a', '{"a', '"""a', "director x round-robin { }", "probe x { }", "probe default { }", "acl x { }", "/*", "*/", ";", "vcl 4.1;", "vcl 4.0;", "vcl 4.2;", "sub vcl_recv { }\nsub vcl_recv { }",
         "sub vcl_nothing { }", "sub vcl_init { return (ok); }", "sub vcl_init { return (fail); }", "sub vcl_fini { return (fail); }", "sub vcl_init { new x = 5; }", "sub vcl_init {\nnew x = directors.round_robin();\n}", "sub 5 { }", "sub x { }", "sub x ( ) { }", "sub vcl_recv() { }", "sub vcl_recv;", "sub vcl_recv { return (pass);", "acl x { 10.0.0.1; }", "acl x { \"10.0.0.1\" }", "acl x = 5;",
         "stevedore x { }", "Acl x { }", "\0", "\r\n", "\x0c", "é", "\x7f", "sub vcl_recv { #\n}", "sub vcl_recv { //}\n}", "sub vcl_recv { /* } */ }", "none", "backend y none", "backend y { }", "backend y {\n}", "backend y = 5;", "backend 5 { }"]  # fmt: skip


def files(dice: random.Random) -> str:
    """What stands at the beginning, at the end, and between declarations."""
    backend = dice.choice(['backend default { .host = "127.0.0.1"; }'] * 5 + ["backend default none;", "", 'backend a { .host = "127.0.0.1"; }', "backend default { }"])
    parts = [backend, "sub vcl_recv {\n}"]
    for _ in range(dice.randint(0, 2)):
        parts.insert(dice.randint(0, len(parts)), dice.choice(TAILS))
    version = "vcl 4.1;" if dice.random() < 0.6 else dice.choice(VERSIONS)
    return version + "\n" + "\n".join(parts) + dice.choice(["\n", ""])


BACKEND_FIELDS = {
    "host": ['"127.0.0.1"', '"127.0.0.1:80"', '"[::1]"', '"::1"', '"localhost"', '"a b"', '""', '"127.0.0.1:"', '":80"', '"[::1]:http"', '"127.0.0.1 8080"', '"1.2.3"', '"0x7f.1"', '"1.2.3.4:99999"', '"1.2.3.4:x"', "5", "x", '"127.0.0.1" "x"', '"127.0.0.1" + "x"'],
    "port": ['"80"', '"http"', '"https"', '""', '"0"', '"65535"', '"65536"', '"99999"', '"-1"', '"x"', "80", '"80 "', '" 80"', '"8080x"'],
    "host_header": ['"x"', '""', "x", "5", '"a b"'], "connect_timeout": ["1s", "1.5s", "500ms", "1", '"1s"', "-1s", "1x", "0s", "1m + 1s"],
    "first_byte_timeout": ["1s", "60", "2m"], "between_bytes_timeout": ["1s", "1", "0.5h"], "max_connections": ["5", "0", "-1", "5s", '"5"', "1.5", "99999999999"],
    "proxy_header": ["1", "2", "0", "3", '"1"'], "path": ['"/tmp/x"', '"x"', '""', "x", f'"/{"x" * 110}"'], "probe": ["p;", "q;", "{ }", "{ .url = \"/\"; }", "default;", '"p";', "5;", "P;", "p", "{ .url = 5; }", "{ };"],
    "preamble": [":YWJj:", '"x"', ":x:"], "via": ["x"], "authority": ['"x"'], "nothing": ["5"], "HOST": ['"127.0.0.1"'], "wait_limit": ["5"], "wait_timeout": ["5s"], "share": ["1"], "weight": ["1"],
}  # fmt: skip


def backend_fields(dice: random.Random) -> str:
    """Backends with every field and odd values, alone and in numbers."""
    text = "vcl 4.1;\n" if dice.random() < 0.85 else "vcl 4.0;\n"
    made = []
    for index in range(dice.randint(1, 2)):
        given = []
        if dice.random() < 0.92:
            given.append("host")
        given += [dice.choice(list(BACKEND_FIELDS)[: 11 if dice.random() < 0.85 else None]) for _ in range(dice.randint(0, 3))]
        dice.shuffle(given)
        lines = []
        for one in given:
            values = BACKEND_FIELDS[one]
            value = values[0] if dice.random() < 0.6 else dice.choice(values)
            end = ";" if one != "probe" else ""
            dot = dice.choice(["."] * 40 + [""])
            lines.append(f"{dot}{one} {dice.choice(['='] * 30 + ['==', ''])} {value}{end}")
        name = dice.choice(["default", "a", "b"]) if index == 0 else dice.choice(["a", "b", "c"])
        made.append(f"backend {name} {{\n" + "\n".join(lines) + "\n}" + dice.choice([""] * 20 + [";"]))
    if any("= p" in one for one in made) or dice.random() < 0.1:
        made.insert(0 if dice.random() < 0.85 else len(made), "probe p { .url = \"/\"; }")
    names = [one for one in ("a", "b", "c") if any(f"backend {one} " in text for text in made)]
    use = "".join(f"set req.backend_hint = {one};\n" for one in names if dice.random() < 0.9)
    return text + "\n".join(made) + f"\nsub vcl_recv {{\n{use}}}\n"


ADDRESSES = ["10.0.0.1", "10.0.0.0", "10", "10.1", "10.1.2", "10.0.0.1 ", " 10.0.0.1", "010.0.0.1", "0x0a.0.0.1", "256.0.0.1", "1.2.3.4.5", "1.2.3.-4", "", " ", "::", "::1", "fe80::1", "fe80::1%lo", "::ffff:10.0.0.1", "2001:db8::", "2001:db8::1", "[::1]", "[::1]:80",
             "10.0.0.1:80", "10.0.0.1 80", "localhost", "a.invalid", "x y", "10.0.0.0/8", "10.0.0.1/8", "10.0.0.0/ 8", "10.0.0.0/-1", "10.0.0.0/33", "10.0.0.0/", "/8", "10.0.0.0/8/8", "10.0.0.0/8x", "10.0.0.0/08", "2001:db8::/32", "2001:db8::/129", "192.168.1.17/24", "0.0.0.0/0", "::/0", "255.255.255.255", "4294967295", "4294967296", "1.65536", "1.2.256", "*"]  # fmt: skip
MASKS = ["", "", "", "/8", "/16", "/24", "/32", "/33", "/0", "/64", "/128", "/129", "/x", "/ 8", "/-1", "/8/8", '/"8"', "/8.0", " / 24"]


def acl_entries(dice: random.Random) -> str:
    lines = []
    for _ in range(dice.randint(1, 5)):
        text = f'"{dice.choice(ADDRESSES)}"{dice.choice(MASKS)}' if dice.random() < 0.4 else f'"{dice.choice(["10.0.0.1", "10.0.0.0", "10.0.0.0", "::1", "10.1.0.0"])}"{dice.choice(["", "/8", "/16", "/24", "/32"])}'
        lines.append(dice.choice([text] * 6 + ["!" + text, "! " + text, f"({text})", f"!({text})", f"(!{text})", f"! (! {text})", "!!" + text]) + dice.choice([";"] * 30 + ["", ",", ";;"]))
    flags = dice.choice([""] * 6 + [" +log", " -log", " + log", " +log -pedantic", " -pedantic", " +pedantic", " -table", " +table", " log", " +x", " -pedantic +log +table", " +", " +LOG"])
    use = dice.choice(["if (client.ip ~ x) { }"] * 6 + ["if (client.ip !~ x) { }", "if (client.ip ~ X) { }", "if (req.url ~ x) { }", 'if ("10.0.0.1" ~ x) { }', 'if (std.ip("10.0.0.1", client.ip) ~ x) { }', "", "if (client.ip == x) { }", "if (x) { }"])
    return HEAD + f"acl x{flags} {{\n" + "\n".join(lines) + f"\n}}\nsub vcl_recv {{\n{use}\n}}\n"


REGEXES = ["a+", "(", "a{2,1}", "[z-a]", "(?<n>a)(?<n>b)", "\\", "a\\", "(?i)a", "*", "a**", "\\x{110000}", "(?z)", "[[:foo:]]", "\\p{Foo}", "(?<=a*)b", "\\1", "(?P<1a>x)", "a)", "[a", "é", "\\Q", "\\C", "(*UTF8)é", "(?R)", ".{70000}", ""]


def regexes(dice: random.Random) -> str:
    pattern = dice.choice(REGEXES)
    if dice.random() < 0.4:
        pattern += dice.choice(REGEXES)
    quoted = dice.choice([f'"{pattern}"', f'"{pattern}"', f'{{"{pattern}"}}', f'"""{pattern}"""'])
    body = dice.choice([f"if (req.url ~ {quoted}) {{\n}}", f"if (req.url !~\n{quoted}) {{ }}", f'set req.url = regsub(req.url, {quoted}, "x");', f'set req.url = regsuball(req.url,\n  {quoted},\n"\\1");',
                        f"if (req.http.X ~ {quoted} && req.http.Y !~ {quoted}) {{ }}", f'if (req.url ~ {quoted} + "b") {{ }}'])  # fmt: skip
    return in_sub(dice, body, "recv")


def corpus(dice: random.Random) -> str:
    """A recorded case with a slip: a token too many, too few, doubled, or one of another case."""

    def pieces(text: str) -> list[str]:
        return re.findall(r'\{"(?s:.*?)"\}|"[^"\n]*"|#[^\n]*|[A-Za-z_][\w.-]*|\s+|[\d.]+|[=!<>+*/&|~-]{2}|.', text)

    mine = pieces(dice.choice(CASES).read_text())
    other = [one for one in pieces(dice.choice(CASES).read_text()) if one.strip()]
    for _ in range(dice.choice([1, 1, 1, 2])):
        places = [index for index, one in enumerate(mine) if one.strip()]
        if not places:
            break
        at = dice.choice(places)
        kind = dice.random()
        if kind < 0.3:
            mine[at] = ""
        elif kind < 0.55:
            mine[at] = dice.choice(other or ["x"])
        elif kind < 0.75:
            mine.insert(at, dice.choice(other or ["x"]) + " ")
        elif kind < 0.9:
            swap = dice.choice(places)
            mine[at], mine[swap] = mine[swap], mine[at]
        else:
            mine.insert(at, mine[at] + " ")
    return "".join(mine)


KINDS: dict[str, Callable[[random.Random], str]] = {
    "variables": variables, "functions": functions, "returns": returns, "arithmetic": arithmetic, "names": names, "statements": statements, "files": files,
    "backend fields": backend_fields, "acl entries": acl_entries, "regexes": regexes, "corpus": corpus,
}  # fmt: skip
