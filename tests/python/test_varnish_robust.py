"""No input, however broken, ends in anything but the interpreter's own message, and none makes more work than there is room for."""

import json
import random
import string
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "src/python"), str(ROOT / "tests/varnish")]

from varnish import CompileError, ScriptError, compile_vcl, work  # noqa: E402
from varnish.__main__ import main  # noqa: E402
from varnish.errors import Failure  # noqa: E402
from varnish.pcre_machine import STEP_LIMIT, Machine  # noqa: E402
from varnish.regex import RegexError, compile_regex  # noqa: E402
from varnish.script import read_script  # noqa: E402
from varnish.server import Server  # noqa: E402
from varnish.work import WORKSPACE  # noqa: E402

HEAD = 'vcl 4.1;\nimport std;\nbackend default { .host = "origin"; }\n'
SCRIPT = {
    "origin": {"routes": [{"url": "/.*", "body": "hello", "headers": {"Cache-Control": "max-age=9"}}]},
    "requests": [
        {"url": "/a?b=c", "headers": {"Cookie": "a=1; _ga=2", "X": "a" * 60 + "!"}},
        {"at": 1, "url": "/a?b=c"},
    ],
}
CASES = sorted((ROOT / "tests/varnish/cases").glob("[a-e]*.vcl"))


def play(vcl, script=None):
    """What each request got, or the interpreter's message. Anything else is a fault of the interpreter."""
    try:
        server = Server(compile_vcl(vcl), read_script(SCRIPT if script is None else script), 1e9)
        exchanges = server.play()
    except (CompileError, ScriptError) as error:
        return str(error) or pytest.fail("an error without words")
    assert server.meter.statements <= work.MOST_STATEMENTS_OF_A_PLAY
    assert server.meter.steps <= work.MOST_STEPS_OF_A_PLAY
    json.dumps([one.as_json() for one in exchanges]).encode()
    return [one.status for one in exchanges]


def recv(body):
    return HEAD + "sub vcl_recv {\n" + body + "\n}\n"


CHAIN = "".join(f"sub s{i} {{ call s{i + 1}; }}\n" for i in range(2_000))
DIAMOND = "".join(f"sub s{i} {{ call s{i + 1}; call s{i + 1}; }}\n" for i in range(25))
PRODUCT = 'set req.http.A = "1";\n' + "".join(
    "set req.http.A = std.integer(req.http.A, 1) * 999999999999999 * 999999999999999;\n" for _ in range(20)
)

BOMBS = {
    "a set of hexadecimal numbers": (recv('if (req.url ~ "[\\x61-\\x66]") { return (pass); }'), [200, 200]),
    "a number without its end": (recv('if (req.url ~ "\\x{") {}'), "digits missing"),
    "a name without its end": (recv('if (req.url ~ "(?<name") {}'), "syntax error in subpattern name"),
    "a set that ends in an escape": (recv('if (req.url ~ "[a-\\") {}'), "\\ at end of pattern"),
    "a code point too large": (recv('if (req.url ~ "\\x{110000}") {}'), "too large"),
    "a megabyte of braces": ("{" * 1_000_000, "too long for this interpreter"),
    "a megabyte of parentheses": (recv("if " + "(" * 1_000_000), "too long for this interpreter"),
    "a megabyte of negations": (recv("if (" + "!" * 1_000_000), "too long for this interpreter"),
    "45,000 statements": (recv('set req.http.A = "b";\n' * 45_000), "too long for this interpreter"),
    "a megabyte of pattern": (
        recv(f'if (req.url ~ "{"ab" * 500_000}") {{}}'),
        "regular expression is too large",
    ),
    "30,000 alternatives": (
        recv(f'if (req.url ~ "{"|".join(["abc"] * 30_000)}") {{}}'),
        "regular expression is too large",
    ),
    "doubling thirty times": (recv("set req.http.X = req.http.X + req.http.X;\n" * 30), [500, 200]),
    "doubling a URL": (recv("set req.url = req.url + req.url;\n" * 30), [500, 500]),
    "a header that fills the room": (
        recv(f'set req.http.Y = "{"x" * 50_000}"; set req.http.Z = req.http.Y;'),
        [500, 500],
    ),
    "sixty headers": (recv("".join(f'set req.http.H{i} = "a";\n' for i in range(60))), [500, 500]),
    "2,000 nested calls": (
        HEAD + CHAIN + "sub s2000 { return (pass); } sub vcl_recv { call s0; }",
        [200, 200],
    ),
    "doubling calls": (HEAD + DIAMOND + "sub s25 { } sub vcl_recv { call s0; }", [503, 503]),
    "products without an end": (recv(PRODUCT), [503, 503]),
    "a square of whole numbers": (
        recv("if (999999999999999 * 999999999999999 * 999999999999999 > 0) {}"),
        "more than 64 bits hold",
    ),
    "an endless lifetime": (
        HEAD
        + "sub vcl_backend_response { set beresp.ttl = 999999999999y * 999999999.0; set beresp.grace = beresp.ttl * 999999999.0; }",
        [200, 200],
    ),
    "a date beyond all dates": (
        HEAD + "sub vcl_deliver { set resp.http.A = std.time(real=999999999999.0 * 999999999.0); }",
        [503, 503],
    ),
    "an infinite number": (
        HEAD + "sub vcl_deliver { set resp.http.A = std.integer(real=1.0" + " * 999999999999.0" * 40 + "); }",
        [503, 503],
    ),
    "a glob without its end": (recv('if (std.fnmatch("[", req.url)) {}'), [200, 200]),
    "a glob of many stars": (recv(f'if (std.fnmatch("{"*a" * 400}b", "{"a" * 4_000}")) {{}}'), [200, 200]),
    "replacing in 100 KB": (recv(f'if (regsuball("{"a b " * 25_000}", "a", "") ~ "x") {{}}'), [200, 200]),
    "a ban that backtracks": (
        recv('ban("obj.http.A ~ ^(a+)+$"); ban(req.http.X); ban("req.url ~ \\x{");'),
        [200, 200],
    ),
    "nested repeats": (recv('if (req.http.X ~ "^((a+)+)+$") { return (pass); }'), [503, 200]),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_ends(name):
    vcl, expected = BOMBS[name]
    result = play(vcl)
    if isinstance(expected, str):
        assert expected in result
    else:
        assert result == expected


def test_what_a_request_may_write_is_counted_by_what_it_wrote():
    half = "x" * (WORKSPACE // 2)
    fits = play(
        recv(f'set req.http.Y = "{half[:-100]}"; set req.http.Y = "{half[:-100]}"; unset req.http.Y;')
    )
    assert fits == [200, 200]


def test_statements_are_counted_over_a_play(monkeypatch):
    monkeypatch.setattr(work, "MOST_STATEMENTS_OF_A_PLAY", 1_000)
    many = {"requests": [{"url": "/", "at": at} for at in range(100)]}
    assert "statements of VCL and was stopped" in play(HEAD, many)


def test_a_pattern_of_a_script_that_backtracks_is_an_error_of_the_script():
    script = {"origin": {"routes": [{"url": "^(/?a+)+$"}]}, "requests": [{"url": "/" + "a" * 60 + "!"}]}
    assert "takes too many steps" in play(HEAD, script)


@pytest.mark.parametrize(
    "text",
    [
        '{"requests": [{"url": "/", "at": 1' + "0" * 5_000 + "}]}",
        '{"requests": [{"url": "/", "at": 1e308}]}',
        '{"requests": [{"url": "/\\ud800", "headers": {"X": "\\udfff"}, "body": "\\ud800"}]}',
        "[" * 100_000,
        '{"requests": [{"url": "/", "at": NaN}]}',
        '{"requests": [{"url": "/"}], "origin": {"routes": [{"url": "/.*", "delay": 1e300}]}}',
        '{"requests": [{"url": "/"}], "origin": {"routes": [{"url": "(((((((("}]}}',
    ],
    ids=[
        "a long number",
        "far off",
        "half characters",
        "brackets",
        "no number",
        "a long delay",
        "parentheses",
    ],
)
def test_a_broken_script_gets_one_line(tmp_path, capsys, text):
    (tmp_path / "a.vcl").write_text(HEAD)
    (tmp_path / "a.json").write_text(text)
    code = main([str(tmp_path / "a.vcl"), str(tmp_path / "a.json")])
    out, err = capsys.readouterr()
    assert (code == 0 and json.loads(out)) or (code == 2 and err.count("\n") == 1)


# Two thousand inputs, each a good one with something broken.
WORDS = [
    *"{}()[];,.!~=<>+-*/%&|\"':@\\#\n", "/*", "*/", '{"', '"}', '"""', "C{", "}C", "&&", "||", "!~", "==", "if", "else", "elseif", "set",
    "unset", "return", "call", "sub", "acl", "backend", "probe", "import", "vcl", "include", "new", "ban", "hash_data", "synthetic",
    "req.url", "req.http.X", "beresp.ttl", "resp.status", "obj.hits", "client.ip", "now", "std.integer", "std.ip", "regsuball", "true",
    "default", "none", "vcl_recv", "vcl_deliver", "999999999999999", "1.999", "0x10", "1e9", "10y", "5KB", '"(a+)+$"', '"\\x{"', '"[\\x61-"',
    '"\\K"', '"10.0.0.1/8"', '"[::1]:80"', "\0", "é", "\ud800", "\r\n", "\ufeff",
]  # fmt: skip


def broken_vcl(dice):
    text = dice.choice(CASES).read_text(encoding="utf-8")
    for _ in range(dice.randint(1, 4)):
        at, end = sorted(dice.randrange(len(text) + 1) for _ in range(2))
        end = min(end, at + dice.randint(0, 60))
        kind = dice.random()
        if kind < 0.3:
            text = text[:at] + text[end:]
        elif kind < 0.5:
            text = text[:at] + text[at:end] * dice.choice([2, 3, 50]) + text[end:]
        elif kind < 0.9:
            text = text[:at] + dice.choice(WORDS) + text[end if dice.random() < 0.3 else at :]
        else:
            text = text[:at] + dice.choice(string.printable) * dice.choice([1, 300]) + text[at:]
    return text


def broken_script(dice):
    odd = [
        None, True, -1, 0, 1e300, float("nan"), 10**30, "", "x" * 3_000, "(a+)+$", "\ud800", [], {}, [[]], {"a": []}, [1, 2, 3], "\n",
    ]  # fmt: skip

    def broken(node):
        if dice.random() < 0.08:
            return dice.choice(odd)
        if isinstance(node, dict):
            made = {key: broken(value) for key, value in node.items() if dice.random() > 0.03}
            return made | (
                {dice.choice(["when", "match", "delay", "at", "Range", "Host"]): dice.choice(odd)}
                if dice.random() < 0.1
                else {}
            )
        return [broken(one) for one in node] if isinstance(node, list) else node

    path = dice.choice(CASES).with_suffix(".json")
    return broken(json.loads(path.read_text(encoding="utf-8"))["script"])


NO_NUMBERS = ["²", "٣", "9" * 5_000, "1." + "9" * 5_000, "1e400", "nan", "0x10", "1_000", "+5", " "]
NUMBERED = {
    "Range": "bytes={}-", "Content-Range": "bytes 0-4/{}", "Content-Length": "{}", "Age": "{}", "Cache-Control": "max-age={}",
    "Expires": "{}", "Accept-Encoding": "gzip;q={}", "If-Modified-Since": "Thu, {} Jan 2015 00:00:00 GMT", "X": "{}",
}  # fmt: skip


@pytest.mark.parametrize("name", NUMBERED)
def test_what_is_no_number_for_varnishd_is_none_here(name):
    vcl = (
        HEAD
        + """sub vcl_deliver {
        set resp.http.A = std.integer(req.http.X, 1) + std.real(req.http.X, 1.0) + std.bytes(req.http.X, 1B) + std.ip(req.http.X, "1.2.3.4");
        if (std.ban("obj.age > " + req.http.X)) { }
    }"""
    )
    for number in NO_NUMBERS:
        headers = {name: NUMBERED[name].format(number)}
        for status in (200, 206):
            routes = [
                {"url": "/.*", "status": status, "headers": {"ETag": '"v"', **headers}, "body": "hello"}
            ]
            requests = [
                {"url": "/", "headers": headers},
                {"at": 1, "url": "/", "headers": {"Range": "bytes=0-1"}, "method": "POST"},
            ]
            play(vcl, {"origin": {"routes": routes}, "requests": requests})


def test_probes_of_many_years_are_counted_at_once():
    vcl = 'vcl 4.1; backend default { .host = "a"; .probe = { .interval = 1ms; } }'
    script = {
        "origin": {"down": [[0, 500_000_000], [400_000_000, 900_000_000]]},
        "requests": [{"url": "/", "at": 999_999_000}],
    }
    server = Server(compile_vcl(vcl), read_script(script), 1e9)
    assert (
        server.play()[0].origin_count == (999_999_000 - 900_000_000) * 100 + 72
    )  # a poll at both ends, those before the script, and the request itself


def broken_pattern(dice):
    pieces = ["(", ")", "[", "]", "{", "}", "*", "+", "?", "|", "\\", "^", "$", ".", "(?:", "(?<n>", "(?=", "(?<=", "\\x{", "\\K", "[[:alpha:]]",
              "[a-", "{2,3}", "{9999}", "(?R)", "(?1)", "(*", "(?", "\\g{", "\\p{", "\\Q", "a", "b", "ab", "é", "\0", "(?i)", "(?x)#"]  # fmt: skip
    return "".join(dice.choice(pieces) for _ in range(dice.randint(1, 24)))


@pytest.mark.parametrize("part", range(4))
def test_broken_vcls_are_told_in_the_interpreters_words(part):
    for seed in range(200):
        play(broken_vcl(random.Random(f"{part}/{seed}")))


@pytest.mark.parametrize("part", range(2))
def test_broken_scripts_are_told_in_the_interpreters_words(part):
    vcl = HEAD + "sub vcl_backend_response { set beresp.ttl = 2s; }"
    for seed in range(200):
        play(vcl, broken_script(random.Random(f"{part}/{seed}")))


def test_broken_patterns_are_told_in_pcre2s_words(monkeypatch):
    machines = []
    first = Machine.__init__

    def watched(self, *arguments):
        first(self, *arguments)
        machines.append(self)

    monkeypatch.setattr(Machine, "__init__", watched)
    compiled = 0
    for seed in range(800):
        dice = random.Random(seed)
        try:
            regex = compile_regex(broken_pattern(dice))
            compiled += 1
            regex.search("abéab" * 5)
            regex.substitute("ab a é", "<\\\\0\\\\1>", every=True)
        except (RegexError, Failure):
            continue
    assert compiled > 100
    assert max(STEP_LIMIT - machine.steps for machine in machines) <= STEP_LIMIT + 1
