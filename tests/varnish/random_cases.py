"""Looks for disagreement: random VCL and random scripts, played on real varnishd and on the interpreter.

    python3 tests/varnish/random_cases.py --seed 1 --count 40 --keep /tmp/found

Prints each difference and writes the case that shows it to the folder of --keep. Needs varnishd (see real.py).
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "src/python"), str(ROOT / "tests/varnish")]

import varnish  # noqa: E402
import scenario_parts as parts  # noqa: E402
from compare import differences  # noqa: E402
from real import play  # noqa: E402

HEAD = 'vcl 4.1;\n\nimport std;\n\nbackend default { .host = "127.0.0.1"; .port = "8080"; }\n\n'
URLS = ["/a", "/b", "/a?x=1", "/c"]

CONDITIONS = {
    "client": [
        "req.http.X-A", "!req.http.X-A", 'req.http.X-A == "1"', 'req.url ~ "^/a"', "req.restarts > 0",
        'req.url == "/b"', 'req.method == "POST"', 'req.http.Cookie ~ "s="', 'req.http.X-A ~ "[12]"',
        "req.is_hitmiss", "req.is_hitpass", "req.restarts == 0", 'req.http.X-B != "2"', "client.ip ~ locals",
    ],
    "backend": [
        "bereq.http.X-A", 'bereq.url ~ "^/a"', "bereq.retries > 0", "bereq.retries == 0", "bereq.is_bgfetch",
        "bereq.uncacheable", 'bereq.http.X-A == "1"', 'bereq.url == "/b"', "bereq.is_hitmiss",
    ],
    "response": ["beresp.status >= 500", "beresp.http.ETag", "beresp.ttl > 2s", "beresp.was_304", "beresp.uncacheable",
                 "beresp.http.Set-Cookie", "beresp.ttl <= 0s", 'beresp.http.Cache-Control ~ "max-age"'],
    "hit": ["obj.ttl > 0s", "obj.ttl < 0s", "obj.hits > 1", "obj.http.ETag", "obj.status == 200", "obj.age > 1s"],
    "deliver": ["obj.hits > 0", "obj.uncacheable", "resp.status == 200", "resp.http.ETag", "obj.ttl > 1s"],
    "synth": ["resp.status == 404", "resp.status == 503", "req.restarts == 1", "resp.status >= 500"],
}  # fmt: skip

CLIENT = [
    'set req.http.X-A = "1";', "unset req.http.X-A;", 'set req.http.X-B = req.http.X-A + "b";', "unset req.http.Cookie;",
    'set req.http.X-Log = req.http.X-Log + "r";', 'set req.url = regsub(req.url, "\\?.*$", "");',
    'set req.http.X-T = std.integer(req.http.X-A, 9);', "call helper;",
    'set req.http.Cookie = regsuball(req.http.Cookie, "_g[a-z]+=[^;]*(; )?", "");', "Set req.http.x-a = REQ.http.X-B;",
    'set req.http.X-B = regsub(req.url, "^/\\K.", "k");', "set client.identity = req.http.X-A;",
]  # fmt: skip
STATEMENTS = {
    "recv": [*CLIENT, "set req.grace = 2s;", "set req.ttl = 2s;", "set req.hash_always_miss = true;",
             "set req.hash_ignore_busy = true;", "set req.hash_ignore_vary = true;", "return (pass);", "return (hash);",
             "return (purge);", 'return (synth(404, "none"));', "return (pipe);", "return (restart);", "return (fail);",
             'ban("req.url == " + req.url);', 'ban("obj.http.X-Tag == t1");', 'ban("obj.age > 2s");', "std.rollback(req);", 'ban("obj.ttl < 30s");',
             'ban("req.http.X-A !~ 2");', 'ban("obj.http.X-Tag !~ t1");', 'ban("obj.status == 404 && req.url ~ ^/a");', 'ban("x");',
             "return (synth(99));", 'return (synth(1404, ""));', "return (synth(200));"],
    "hash": ["hash_data(req.http.X-A);", 'hash_data("k");', "return (lookup);"],
    "hit": [*CLIENT, "return (deliver);", "return (pass);", "return (restart);", "return (synth(405));", "return (fail);",
            'set req.http.X-Hit = obj.hits + "/" + obj.status;'],
    "miss": [*CLIENT, "return (fetch);", "return (pass);", "return (restart);", "return (synth(406));"],
    "pass": [*CLIENT, "return (fetch);", "return (restart);", "return (synth(407));"],
    "purge": [*CLIENT, "return (restart);", "return (synth(201));"],
    "deliver": [*CLIENT, 'set resp.http.X-Cache = obj.hits + " " + obj.uncacheable;', "set resp.http.X-Log = req.http.X-Log;",
                "set resp.http.X-B = req.http.X-B;", "set resp.http.X-R = req.restarts;", "unset resp.http.Age;",
                "return (restart);", 'return (synth(408, "late"));', "set resp.status = 404;", "return (deliver);",
                "set resp.http.X-HM = req.is_hitmiss + \",\" + req.is_hitpass;", "set resp.http.X-G = obj.grace;",
                'set resp.http.X-Sp = "<" + req.http.Cookie + "," + client.identity + ">";', "set resp.reason = req.http.X-A;",
                "set resp.http.X-M = resp.status % 100;", "std.rollback(req);", "set resp.status = req.restarts;", "unset req.http.Range;",
                "unset resp.http.ETag;", "set resp.http.X-K = obj.keep;", "set resp.http.X-Hit = req.http.X-Hit;"],
    "synth": ['set resp.http.X-S = resp.status + resp.reason + req.restarts;', 'set resp.body = "s" + resp.status;',
              "return (deliver);", "return (restart);", "set resp.status = 200;", 'synthetic("more");',
              "set resp.http.X-Log = req.http.X-Log;", "set resp.http.X-M = resp.status % 100;", 'set resp.body = "0123456789";'],
    "backend_fetch": ['set bereq.http.X-A = "1";', "unset bereq.http.X-A;", 'set bereq.url = "/c";', "return (fetch);",
                      "return (abandon);", "return (error(504));", 'set bereq.http.X-Try = bereq.retries;',
                      "unset bereq.http.If-None-Match;"],
    "backend_response": ["set beresp.ttl = 1s;", "set beresp.ttl = 3s;", "set beresp.ttl = 0s;", "set beresp.grace = 2s;",
                         "set beresp.grace = 0s;", "set beresp.keep = 20s;", "set beresp.uncacheable = true;",
                         "unset beresp.http.Set-Cookie;", "unset beresp.http.Vary;", 'set beresp.http.Vary = "X-A";',
                         'set beresp.http.X-Tag = "t1";', "return (deliver);", "return (pass(2s));", "return (pass);",
                         "return (retry);", "return (abandon);", "return (error(502));", "set beresp.status = 404;",
                         "set beresp.http.X-Was = beresp.was_304 + \" \" + bereq.is_bgfetch + \" \" + bereq.retries;",
                         "set beresp.http.X-TTL = beresp.ttl + \" \" + beresp.grace;", "unset beresp.http.Cache-Control;",
                         "return (error(99));", "set beresp.reason = bereq.http.X-A;", "set beresp.status = 1404;",
                         'set beresp.http.Connection = "X-Was";',
                         'set beresp.http.ETag = {""v2""};', "set beresp.ttl = beresp.ttl - 1s;"],
    "backend_error": ["set beresp.ttl = 2s;", "set beresp.grace = 3s;", 'set beresp.body = "e" + beresp.status;',
                      "return (retry);", "return (abandon);", "return (deliver);", "set beresp.status = 200;",
                      "set beresp.http.X-E = beresp.status + beresp.reason + bereq.retries;", "return (fail);"],
}  # fmt: skip
GUARDS = {
    "hit": ["client", "hit"], "deliver": ["client", "deliver"], "synth": ["client", "synth"],
    "backend_fetch": ["backend"], "backend_response": ["backend", "response"], "backend_error": ["backend"],
}  # fmt: skip


def random_vcl(dice: random.Random) -> str:
    """Everyday statements; every second one with rarer ones among them, and with parts of the builtin."""
    is_wide = dice.random() < 0.6
    text = HEAD + 'acl locals { "127.0.0.0"/8; }\n\n'
    helper = ' if (req.http.X-B) { return; } set req.http.X-Log = req.http.X-Log + "h"; '
    methods = [*STATEMENTS, "pipe"] if is_wide else [*STATEMENTS]
    for method in methods:
        if method not in ("recv", "deliver", "backend_response") and dice.random() < 0.5:
            continue
        body = ""
        for _ in range(dice.randint(1, 5)):
            rare = [*parts.PATHS[method], *(parts.CLIENT if not method.startswith("backend") and method != "pipe" else [])]
            is_rare = method not in STATEMENTS or (is_wide and dice.random() < 0.6)
            body += statement(dice, method, rare if is_rare else STATEMENTS[method], 0, is_wide=is_wide)
        text += f"sub vcl_{method} {{\n{body}}}\n\n"
    for part in dice.sample(list(parts.PARTS), dice.choice([0, 0, 1, 2]) if is_wide else 0):
        text += f"sub vcl_{part} {{\n    {dice.choice(parts.PARTS[part])}\n}}\n\n"
    if "call helper;" in text:
        text += f"sub helper {{{helper}}}\n\n"
    if "~ locals" not in text:
        text = text.replace('acl locals { "127.0.0.0"/8; }\n\n', "")
    return text


def random_condition(dice: random.Random, method: str, *, is_wide: bool) -> str:
    kinds = GUARDS.get(method, ["client"])
    known = [one for kind in kinds for one in CONDITIONS[kind]]
    return dice.choice([*known, *(one for kind in kinds for one in parts.CONDITIONS[kind])] if is_wide else known)


def statement(dice: random.Random, method: str, statements: list[str], depth: int, *, is_wide: bool = False) -> str:
    chosen = dice.choice(statements)
    indent = "    " * (depth + 1)
    guarded = (chosen.startswith("return") and dice.random() < 0.97) or dice.random() < 0.4
    if not guarded or depth > 1:
        return f"{indent}{chosen}\n"
    condition = random_condition(dice, method, is_wide=is_wide)
    if dice.random() < 0.25:
        condition = f"{condition} {dice.choice(['&&', '||'])} {random_condition(dice, method, is_wide=is_wide)}"
    tail = ""
    if dice.random() < 0.2:
        tail = f" else {{\n{statement(dice, method, statements, depth + 1, is_wide=is_wide)}{indent}}}"
    return f"{indent}if ({condition}) {{\n{indent}    {chosen}\n{indent}}}{tail}\n"


def random_script(dice: random.Random) -> dict:
    routes = [random_route(dice) for _ in range(dice.randint(0, 3))] + [random_route(dice, plain=True)]
    down = [[start, start + dice.randint(1, 3)]] if dice.random() < 0.3 and (start := dice.randint(0, 4) + 0.96) else []
    is_wide = dice.random() < 0.5
    times = sorted(dice.randint(0, 6) for _ in range(dice.randint(4, 9)))
    requests = []
    for index, base in enumerate(times):
        headers = {"Host": "example.test"}
        for name, values in (("X-A", ["1", "2", ""]), ("Cookie", ["s=1", "lang=de; _ga=1", "_ga=1", "_gid=2; lang=de"]),
                             ("If-None-Match", ['"v1"', 'W/"v1"']), ("X-B", ["2"]), ("Accept-Encoding", ["gzip"]),
                             ("Range", ["bytes=1-2", "bytes=9-", "bytes=-2", "lines=1"]), ("If-Range", ['"v1"', '"v2"', 'W/"v1"']),
                             ("If-Modified-Since", ["Thu, 01 Jan 2015 00:00:00 GMT"]), ("Expect", ["x"]),
                             ("X-Forwarded-For", [["1.1.1.1", "2.2.2.2"]])):  # fmt: skip
            if dice.random() < (0.35 if name == "X-A" else 0.08):
                headers[name] = dice.choice(values)
        method = dice.choices(["GET", "HEAD", "POST", "PURGE"], [20, 1, 1, 1])[0]
        url = dice.choices(URLS, [8, 2, 2, 1])[0]
        if is_wide:
            for name, values in parts.REQUEST_HEADERS:
                if dice.random() < 0.05:
                    headers[name] = dice.choice(values)
            method = dice.choice(parts.METHODS) if dice.random() < 0.1 else method
            url = dice.choice(parts.URLS) if dice.random() < 0.15 else url
        request = {"at": round(base + 0.1 * index, 2), "method": method, "url": url, "headers": headers}
        if is_wide and method in ("POST", "PUT", "PATCH") and "Content-Length" not in headers:
            request["body"] = "posted"
        requests.append(request)
    return {"origin": {"routes": routes, "down": down}, "requests": requests}


def random_route(dice: random.Random, *, plain: bool = False) -> dict:
    headers = {}
    for name, values, likely in (
        ("Cache-Control", ["max-age=1", "max-age=2", "max-age=60", "max-age=0", "private", "no-cache",
                           "max-age=1, stale-while-revalidate=2", "s-maxage=2"], 0.7),
        ("Vary", ["X-A", "Accept-Encoding", "X-A, X-B", "*"], 0.2),
        ("ETag", ['"v1"', 'W/"v1"'], 0.3),
        ("Set-Cookie", ["s=1"], 0.1),
        ("Age", ["1", "30"], 0.08),
        ("Last-Modified", ["Thu, 01 Jan 2015 00:00:00 GMT"], 0.1),
    ):  # fmt: skip
        if dice.random() < likely:
            headers[name] = dice.choice(values)
    status = dice.choices([200, 404, 500, 302, 503], [12, 1, 1, 1, 1])[0]
    if dice.random() < 0.35:
        for name, values, likely in parts.RESPONSE_HEADERS:
            if dice.random() < likely:
                headers[name] = dice.choice(values)
        status = dice.choice(parts.STATUSES)
    route: dict = {"url": "/.*" if plain else dice.choice(["/a.*", "/b", "/.*"]), "status": status, "headers": headers,
                   "body": dice.choice(parts.BODIES if dice.random() < 0.2 else ["hello", "other", ""]) if not plain else "plain"}  # fmt: skip
    if not plain:
        kind = dice.random()
        if kind < 0.4:
            start = dice.randint(0, 4) + 0.96
            route["when"] = {"from": start, "to": start + dice.randint(1, 3)}
        elif kind < 0.6:
            route["match"] = {"X-A": dice.choice(["1", "."])}
        elif kind < 0.85:
            route.update(status=304, body="", match={"If-None-Match": "v"})
    if dice.random() < 0.2:
        route["delay"] = 0.45
    return route


def ours(vcl: str, script: dict) -> object:
    try:
        return [one.as_json() for one in varnish.run(vcl, script)]
    except varnish.CompileError as error:
        return {"compile_error": True, "line": error.line, "message": error.message}


TEXTS = ["", "1", "1.0", "2.", ".5", "-5", "+5", " 5", "5 ", "1.2345", "1e3", "0x10", "abc", "10s", "1.5m", "1ms", "2d", "1y", "10k", "1.5MB",
         "10KB ", "1.0001k", "999999999999999", "9999999999999999", "Thu, 01 Jan 2015 00:00:00 GMT", "Fri, 01 Jan 2015 00:00:00 GMT",
         "Sun Nov  6 08:49:37 1994", "1994-11-06T08:49:37", "1000000000.7", "1.2.3.4", "1.2.3.4:80", "[::1]:80", "1.2", "::ffff:1.2.3.4",
         "localhost", "/a/b.html?c=d&a=b", "a=1; _ga=2; b=3", "AbC"]  # fmt: skip
GLOBS = ["*", "a*", "*.html*", "[!a]*", "[a-c]?", "[", "\\\\*", "/*/*", "*/b*", "?"]
REGEXES = ["a", "(a)|b", "^.", ".$", "[0-9]+", "\\d+", "(?i)A", "x*", "(.)(.)", "_g[a-z]+=[^;]*(; )?", "\\K", "a\\Kb", "(?<=a)."]


def filled(dice: random.Random, shape: str) -> str:
    """An expression of scenario_parts with its values thrown in."""
    kinds: dict[str, Callable[[], str]] = {
        "text": lambda: f'"{dice.choice([*TEXTS, *parts.TEXTS])}"' if dice.random() < 0.93 else "req.http.X-None",
        "int": lambda: dice.choice(["5", "-7", "3", "11", "1", "100", "40000", *(f'std.integer("{one}", 0)' for one in ("2", "7", "999999999999999"))]),
        "real": lambda: dice.choice(parts.NUMBERS),
        "dur": lambda: dice.choice(["5s", "1.5m", "10ms", "0s", "2h", "1d", "0.001s", "1w", "1y"]),
        "bytes": lambda: f'std.bytes("{dice.choice(["5B", "1KB", "1.5MB", "2GB", "0B", "1TB"])}")',
        "regex": lambda: dice.choice([*REGEXES, *parts.REGEXES]),
        "new": lambda: dice.choice(parts.REPLACEMENTS),
    }
    return re.sub(r"\{(\w+)\}", lambda found: kinds[found[1]](), shape)


def random_expression(dice: random.Random) -> str:
    if dice.random() < 0.7:
        return filled(dice, dice.choice(parts.EXPRESSIONS))
    text = f'"{dice.choice(TEXTS)}"' if dice.random() < 0.9 else "req.http.X-None"
    number = dice.choice(["1.5", "-1.5", "2.5", "0.4", "-0.6", "999999999.9"])
    whole = dice.choice(["5", "-7", "3", "0", "999999999999999"])
    regex = dice.choice(REGEXES)
    return dice.choice([
        f"std.integer({text}, 99)", f"std.real({text}, 99.0)", f"std.bytes({text}, 7B)", f"std.duration({text}, 9s)",
        f'std.time({text}, std.time("1000"))', f'std.ip({text}, "9.9.9.9")', f"std.real2integer({number}, 5)",
        f"std.integer(real={number})", f"std.round({number})", f"std.bytes(real={number}, fallback=7B)", f"std.duration(real={number})",
        f"std.bytes({text}, 1KB) / 3", f"std.toupper({text})", f"std.querysort({text})", f'std.strstr({text}, "a")',
        f'std.fnmatch("{dice.choice(GLOBS)}", {text})', f'regsub({text}, "{regex}", "<\\0>")', f'regsuball({text}, "{regex}", "\\1-")',
        f"{whole} % {dice.choice(['3', '-3', '7'])}", f"{whole} / {dice.choice(['3', '-3'])}", f"{whole} * {dice.choice(['10', '-1'])} + 1",
        f"{number} * {whole}", f"10s * {number}", f'std.ban("obj.age > {dice.choice(TEXTS)}") + std.ban_error()',
        f'std.ban("req.url ~ {regex}") + std.ban_error()', f"({text} == {dice.choice(['req.http.X-None', text])})", f"{text} + {whole} + {number}",
    ])  # fmt: skip


def random_expressions(dice: random.Random, count: int = 60) -> tuple[str, dict]:
    """One request for each expression, of which vcl_deliver makes a header."""
    tests = "".join(
        f'if (req.url == "/{number}") {{ set resp.http.X = "<" + ({random_expression(dice)}) + ">"; }}\n' for number in range(count)
    )
    requests = [{"at": round(0.03 * number, 2), "url": f"/{number}", "headers": {"Host": "a"}} for number in range(count)]
    acl = 'acl locals { "127.0.0.1"; "10.0.0.0"/24; ! "10.0.0.7"; }\n' if "locals" in tests else ""
    return HEAD + acl + f"sub vcl_deliver {{\n{tests}}}\n", {"origin": {"routes": [{"url": "/.*", "body": "x"}]}, "requests": requests}


def compare_expressions(seed: int) -> tuple[int, str, dict, list[str], object]:
    vcl, script = random_expressions(random.Random(f"expressions {seed}"))
    expected, got = play(vcl, script), ours(vcl, script)
    if isinstance(expected, dict) or isinstance(got, dict):
        return seed, vcl, script, differences(got, expected), expected
    tests = [line for line in vcl.splitlines() if line.startswith("if (req.url")]
    found = [
        f"{test}: {one['status']} {one['headers'].get('X')} expected, got {other['status']} {other['headers'].get('X')}"
        for test, one, other in zip(tests, expected, got, strict=True)
        if (one["status"], one["headers"].get("X")) != (other["status"], other["headers"].get("X"))
    ]
    return seed, vcl, script, found, expected


def compare(seed: int) -> tuple[int, str, dict, list[str], object]:
    dice = random.Random(seed)
    vcl, script = random_vcl(dice), random_script(dice)
    try:
        expected = play(vcl, script)
        found = differences(ours(vcl, script), expected)
        if found:  # only what comes again is a disagreement
            expected = play(vcl, script)
            found = differences(ours(vcl, script), expected)
    except Exception:
        return seed, vcl, script, [traceback.format_exc()], None
    return seed, vcl, script, found, expected


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--count", type=int, default=20)
    options.add_argument("--at-once", type=int, default=6)
    options.add_argument("--keep", type=Path)
    options.add_argument("--expressions", action="store_true", help="sixty expressions a seed in place of a scenario")
    given = options.parse_args()
    wrong = 0
    with ThreadPoolExecutor(given.at_once) as pool:
        for seed, vcl, script, found, expected in pool.map(compare_expressions if given.expressions else compare, range(given.seed, given.seed + given.count)):
            if not found:
                continue
            wrong += 1
            print(f"seed {seed}", *found[:6], sep="\n    ", flush=True)
            if given.keep:
                given.keep.mkdir(parents=True, exist_ok=True)
                (given.keep / f"seed-{seed}.vcl").write_text(vcl)
                case = {"script": script, "expected": expected}
                (given.keep / f"seed-{seed}.json").write_text(json.dumps(case, indent="\t") + "\n")
    print(f"{given.count} random cases, {wrong} disagree")


if __name__ == "__main__":
    main()
