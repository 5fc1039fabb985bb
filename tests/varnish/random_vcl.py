"""Looks for disagreement about what compiles: VCL with slips, odd declarations and odd expressions, asked of `varnishd -C`.

    python3 tests/varnish/random_vcl.py --seed 1 --count 400 [--kind acl]

Prints each disagreement, and for each kind how many agree on whether it compiles, and on the line of the error. Needs varnishd.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "src/python"), str(ROOT / "tests/varnish")]

from random_cases import random_vcl  # noqa: E402
from real import check  # noqa: E402
from vcl_kinds import KINDS as MORE_KINDS  # noqa: E402

import varnish  # noqa: E402

HEAD = 'vcl 4.1;\nimport std;\nbackend default { .host = "127.0.0.1"; .port = "8080"; }\n'
METHODS = [
    "recv", "hash", "hit", "miss", "pass", "deliver", "synth", "backend_fetch", "backend_response", "backend_error", "pipe", "purge",
]  # fmt: skip
TOKENS = [
    *"{}();,.!~=<>+-*/%", "==", "!=", "&&", "||", "!~", "+=", "if", "else", "elseif", "elsif", "set", "unset", "return", "call", "sub",
    "acl", "backend", "probe", '"x"', "5", "5s", "1.5", "req.url", "req.http.X", "resp.status", "beresp.ttl", "now", "true", "pass", "default",
]  # fmt: skip
VALUES = [
    "5", "-5", "0", "1.5", "5s", "1.5h", "10ms", "2d", '"a"', '"5"', '""', "true", "false", "now", "req.url", "req.http.X", "req.restarts",
    "client.ip", "req.backend_hint", "default", "10KB", "std.integer(\"5\", 0)", "std.real(\"5\", 0.0)", "std.time(\"x\", now)",
    "std.duration(\"5s\", 1s)", "std.random(1, 2)", "std.bytes(\"5\", 1B)", "req.http.X.lower()", 'regsub(req.url, "a", "b")',
    "std.ip(\"x\", client.ip)", "req.hash_always_miss", "std.healthy(default)", "req", "nothing", "std.nothing()", "std.log(\"x\")",
]  # fmt: skip
SIGNS = ["+", "-", "*", "/", "%", "==", "!=", "<", "<=", ">", ">=", "~", "!~", "&&", "||", "+", "=="]
TARGETS = ["req.http.X", "req.url", "req.grace", "req.ttl", "req.backend_hint", "req.hash_always_miss", "client.identity", "req.method",
           "req.restarts", "req.esi", "resp.status", "beresp.ttl", "obj.ttl"]  # fmt: skip
ADDRESSES = ["10.0.0.1", "10.0.0.0", "10.1", "10", "192.168.1.17", "192.168.0.0", "::1", "fe80::", "fe80::1", "localhost", "1.2.3.256", "x y",
             "10.0.0.0/8", "10.0.0.1/8", "10.0.0.0/33", "10.0.0.0/x", "1.2.3.4.5", "256", "0.0.0.0", "10.1.2", "LOCALHOST", "127.0.0.1"]  # fmt: skip


def slips(dice: random.Random) -> str:
    """A good VCL with a token too many, too few, or another."""
    pieces = re.findall(r'"[^"\n]*"|[A-Za-z_][\w.-]*|\s+|[\d.]+|.', random_vcl(dice))
    for _ in range(dice.choice([1, 1, 1, 2])):
        places = [index for index, one in enumerate(pieces) if one.strip()]
        at = dice.choice(places)
        kind = dice.random()
        if kind < 0.35:
            pieces[at] = ""
        elif kind < 0.6:
            pieces[at] = dice.choice(TOKENS)
        elif kind < 0.8:
            pieces.insert(at, dice.choice(TOKENS) + " ")
        else:
            pieces.insert(at, pieces[at] + " ")
    return "".join(pieces)


def letter_case(dice: random.Random) -> str:
    def changed(word: re.Match[str]) -> str:
        return dice.choice([str.upper, str.lower, str.title])(word[0]) if dice.random() < 0.06 else word[0]

    return re.sub(r'[A-Za-z_]+(?=[^"\n]*(?:"[^"\n]*"[^"\n]*)*$)', changed, random_vcl(dice), flags=re.MULTILINE)


def expressions(dice: random.Random) -> str:
    def value(depth: int) -> str:
        kind = dice.random()
        if depth == 0 or kind < 0.5:
            return dice.choice(VALUES)
        if kind < 0.62:
            return f"({value(depth - 1)})"
        if kind < 0.7:
            return dice.choice(["!", "-"]) + value(depth - 1)
        sign = dice.choice(SIGNS)
        return f"{value(depth - 1)} {sign} " + ('"a"' if "~" in sign else value(depth - 1))

    body = f"if ({value(2)}) {{ }}" if dice.random() < 0.5 else f"set {dice.choice(TARGETS)} {dice.choice(['=', '=', '=', '+=', '*='])} {value(2)};"
    return HEAD + f"sub vcl_{dice.choice(METHODS[:6])} {{\n{body}\n}}\n"


def acls(dice: random.Random) -> str:
    lines = []
    for _ in range(dice.randint(1, 4)):
        mask = dice.choice(["", "", "/8", "/16", "/24", "/32", "/33", "/64", "/129", "/x"])
        entry = f'"{dice.choice(ADDRESSES)}"{mask}'
        entry = dice.choice([entry, entry, "!" + entry, "! " + entry, f"({entry})", f"!({entry})"])
        lines.append(entry + dice.choice([";"] * 12 + ["", ","]))
    flags = dice.choice(["", "", "", " -log", " +log", " -pedantic", " +nothing"])
    return HEAD + f"acl x{flags} {{\n" + "\n".join(lines) + "\n}\nsub vcl_recv {\nif (client.ip ~ x) { }\n}\n"


def probes(dice: random.Random) -> str:
    fields = {
        "url": ['"/"', "x", '"/" "/"'], "request": ['"GET /"', '"a" "b"'], "window": ["8", "64", "65", "2", "8s"],
        "threshold": ["3", "65", "9", "0"], "initial": ["2", "70"], "interval": ["5s", "5", "1.5m"], "timeout": ["1s", '"1s"'],
        "expected_response": ["200", "20", "1000"], "expect_close": ["true"], "nothing": ["1"],
    }  # fmt: skip
    names = [*list(fields)[:8] * 3, *list(fields)[8:]]
    body = "\n".join(f".{name} = {dice.choice(fields[name])};" for name in (dice.choice(names) for _ in range(dice.randint(0, 4))))
    name = dice.choice(["p", "p", "p", "default", "P"])
    probe = f"probe {name} {{\n{body}\n}}\n"
    backend = "backend b {\n.host = \"127.0.0.1\";\n.probe = " + dice.choice(["p;", "p;", "P;", "default;", f"{{\n{body}\n}}", "q;"]) + "\n}\n"
    use = "sub vcl_recv {\nset req.backend_hint = b;\n}\n"
    parts = [probe, backend] if dice.random() < 0.85 else [backend, probe]
    return HEAD + "".join(parts) + (use if dice.random() < 0.9 else "")


def backends(dice: random.Random) -> str:
    fields = {
        "host": ['"127.0.0.1"', '"127.0.0.1:8080"', '"[::1]:80"', '"::1"', '"1.2.3.4 80"', '"x y"', "x", '"a.invalid"'],
        "port": ['"80"', '"http"', "80", '"nothing"'], "host_header": ['"x"'], "connect_timeout": ["1s", "1", "-1s"],
        "first_byte_timeout": ["1.5s"], "max_connections": ["5", "5s"], "proxy_header": ["1", "3"], "path": ['"/x"', '"x"'], "via": ["x"],
    }  # fmt: skip
    names = ["host"] * 4 + ["port", *fields]
    text = "vcl 4.1;\n"
    for name in dice.sample(["default", "a", "b", "A", "none", "req", "vcl_x"], dice.randint(1, 3)):
        given = ["host", *(dice.choice(names[4:]) for _ in range(dice.randint(0, 2)))] if dice.random() < 0.9 else [dice.choice(names)]
        body = "\n".join(f".{one} = {dice.choice(fields[one][:1] * 4 + fields[one])};" for one in given)
        text += dice.choice([f"backend {name} {{\n{body}\n}}\n"] * 6 + [f"backend {name} none;\n", f"backend {name} None;\n"])
    return text + f"sub vcl_recv {{\nset req.backend_hint = {dice.choice(['a', 'b', 'default', 'A', 'x'])};\n}}\n"


def structure(dice: random.Random) -> str:
    """Subroutines that call one another, return, and are or are not there."""
    names = ["a", "b", "c", "vcl_recv", "vcl_deliver", "vcl_backend_response", "vcl_req_cookie", "vcl_hit"]
    actions = ["pass", "hash", "deliver", "fetch", "lookup", "synth(404)", "retry", "abandon", "restart", "fail", "ok", "nothing"]
    text = HEAD
    for name in dice.sample(names, dice.randint(2, 5)):
        lines = []
        for _ in range(dice.randint(0, 3)):
            kind = dice.random()
            if kind < 0.45:
                lines.append(f"call {dice.choice(['a', 'b', 'c', 'a', 'd', 'vcl_req_host'])};")
            elif kind < 0.7:
                lines.append(f"return ({dice.choice(actions)});")
            elif kind < 0.78:
                lines.append("return;")
            else:
                lines.append(dice.choice(["set req.http.X = \"a\";", "set beresp.ttl = 5s;", "set resp.status = 404;", "unset bereq.http.X;",
                                          "set req.http.X = obj.hits;", "hash_data(req.url);", "ban(\"req.url == a\");"]))  # fmt: skip
        text += f"sub {name} {{\n" + "\n".join(lines) + "\n}\n"
    return text


KINDS: dict[str, Callable[[random.Random], str]] = {
    "slips": slips, "case": letter_case, "expressions": expressions, "acl": acls, "probe": probes, "backend": backends,
    "structure": structure, **MORE_KINDS,
}  # fmt: skip


def ours(vcl: str) -> tuple[int, int, str] | None:
    """Line, column and message; None where it compiles."""
    try:
        varnish.compile_vcl(vcl)
    except varnish.CompileError as error:
        return error.line, error.column, error.message
    return None


def compare(kind: str, seed: int) -> tuple[str, str, dict | None, tuple[int, int, str] | None]:
    vcl = KINDS[kind](random.Random(f"{kind}/{seed}"))
    return kind, vcl, check(vcl, quick=True), ours(vcl)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--count", type=int, default=100, help="of each kind")
    options.add_argument("--kind", choices=KINDS)
    options.add_argument("--show", type=int, default=6, help="disagreements of each kind that are printed")
    options.add_argument("--strict", action="store_true", help="print other columns and other words too")
    given = options.parse_args()
    with ThreadPoolExecutor(3) as pool:
        for kind in [given.kind] if given.kind else KINDS:
            tally = dict.fromkeys(["alike", "refused", "line", "column", "words"], 0)
            shown = 0
            seeds = range(given.seed, given.seed + given.count)
            for _, vcl, theirs, own in pool.map(compare, [kind] * given.count, seeds):
                tally["alike"] += (theirs is None) == (own is None)
                same = theirs is None and own is None
                if theirs is not None and own is not None:
                    agree = (theirs["line"] == own[0], theirs["column"] == own[1], theirs["message"] in own[2])
                    for name, one in zip(["refused", "line", "column", "words"], [True, *agree], strict=True):
                        tally[name] += one
                    same = all(agree) if given.strict else agree[0]
                if not same and shown < given.show:
                    shown += 1
                    log = theirs["message"] if theirs else "compiles"
                    place = f"{theirs['line']}:{theirs['column']}" if theirs else ""
                    print(f"--- {kind}: real {place} {log!r} | ours {own}\n{vcl if len(vcl) < 700 else ''}")
            print(
                f"{kind}: {tally['alike']} of {given.count} alike; of {tally['refused']} refused by both {tally['line']} with the same line, "
                f"{tally['column']} column, {tally['words']} words",
                flush=True,
            )


if __name__ == "__main__":
    main()
