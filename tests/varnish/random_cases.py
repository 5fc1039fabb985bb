"""Looks for disagreement: random VCL and random scripts, played on real varnishd and on the interpreter.

    python3 tests/varnish/random_cases.py --seed 1 --count 40 --keep /tmp/found

Prints each difference and writes the case that shows it to the folder of --keep. Needs varnishd (see real.py).
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import traceback
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "src/python"), str(ROOT / "tests/varnish")]

import varnish  # noqa: E402
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
]  # fmt: skip
STATEMENTS = {
    "recv": [*CLIENT, "set req.grace = 2s;", "set req.ttl = 2s;", "set req.hash_always_miss = true;",
             "set req.hash_ignore_busy = true;", "set req.hash_ignore_vary = true;", "return (pass);", "return (hash);",
             "return (purge);", 'return (synth(404, "none"));', "return (pipe);", "return (restart);", "return (fail);",
             'ban("req.url == " + req.url);', 'ban("obj.http.X-Tag == t1");', 'ban("obj.age > 2s");', "std.rollback(req);"],
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
                "unset resp.http.ETag;", "set resp.http.X-K = obj.keep;", "set resp.http.X-Hit = req.http.X-Hit;"],
    "synth": ['set resp.http.X-S = resp.status + resp.reason + req.restarts;', 'set resp.body = "s" + resp.status;',
              "return (deliver);", "return (restart);", "set resp.status = 200;", 'synthetic("more");',
              "set resp.http.X-Log = req.http.X-Log;"],
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
    text = HEAD + 'acl locals { "127.0.0.0"/8; }\n\n'
    helper = ' if (req.http.X-B) { return; } set req.http.X-Log = req.http.X-Log + "h"; '
    for method, statements in STATEMENTS.items():
        if method not in ("recv", "deliver", "backend_response") and dice.random() < 0.5:
            continue
        body = ""
        for _ in range(dice.randint(1, 5)):
            body += statement(dice, method, statements, 0)
        text += f"sub vcl_{method} {{\n{body}}}\n\n"
    if "call helper;" in text:
        text += f"sub helper {{{helper}}}\n\n"
    if "~ locals" not in text:
        text = text.replace('acl locals { "127.0.0.0"/8; }\n\n', "")
    return text


def statement(dice: random.Random, method: str, statements: list[str], depth: int) -> str:
    chosen = dice.choice(statements)
    indent = "    " * (depth + 1)
    guarded = chosen.startswith("return") or dice.random() < 0.4
    if not guarded or depth > 1:
        return f"{indent}{chosen}\n"
    condition = dice.choice([one for kind in GUARDS.get(method, ["client"]) for one in CONDITIONS[kind]])
    if dice.random() < 0.25:
        other = dice.choice([one for kind in GUARDS.get(method, ["client"]) for one in CONDITIONS[kind]])
        condition = f"{condition} {dice.choice(['&&', '||'])} {other}"
    tail = ""
    if dice.random() < 0.2:
        tail = f" else {{\n{statement(dice, method, statements, depth + 1)}{indent}}}"
    return f"{indent}if ({condition}) {{\n{indent}    {chosen}\n{indent}}}{tail}\n"


def random_script(dice: random.Random) -> dict:
    routes = [random_route(dice) for _ in range(dice.randint(0, 3))] + [random_route(dice, plain=True)]
    down = [[start, start + dice.randint(1, 3)]] if dice.random() < 0.3 and (start := dice.randint(0, 4) + 0.96) else []
    times = sorted(dice.randint(0, 6) for _ in range(dice.randint(4, 9)))
    requests = []
    for index, base in enumerate(times):
        headers = {"Host": "example.test"}
        for name, values in (("X-A", ["1", "2", ""]), ("Cookie", ["s=1"]), ("If-None-Match", ['"v1"']),
                             ("X-B", ["2"]), ("Accept-Encoding", ["gzip"])):  # fmt: skip
            if dice.random() < (0.35 if name == "X-A" else 0.08):
                headers[name] = dice.choice(values)
        method = dice.choices(["GET", "HEAD", "POST", "PURGE"], [20, 1, 1, 1])[0]
        url = dice.choices(URLS, [8, 2, 2, 1])[0]
        requests.append({"at": round(base + 0.1 * index, 2), "method": method, "url": url, "headers": headers})
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
    route: dict = {"url": "/.*" if plain else dice.choice(["/a.*", "/b", "/.*"]), "status": status, "headers": headers,
                   "body": dice.choice(["hello", "other", ""]) if not plain else "plain"}  # fmt: skip
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
    given = options.parse_args()
    wrong = 0
    with ThreadPoolExecutor(given.at_once) as pool:
        for seed, vcl, script, found, expected in pool.map(compare, range(given.seed, given.seed + given.count)):
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
