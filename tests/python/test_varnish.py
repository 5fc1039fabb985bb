"""The command, the reader's way in, and VCL and scripts that are no good: each gets a clear message, and nothing hangs."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

SOURCES = Path(__file__).resolve().parents[2] / "src/python"
sys.path[:0] = [str(SOURCES)]

from varnish import CompileError, ScriptError, VCLError, get, route, run, simulate  # noqa: E402
from varnish.__main__ import main  # noqa: E402
from varnish.regex import RegexError, compile_regex  # noqa: E402
from varnish.signatures import STD  # noqa: E402
from varnish.variable_access import READERS, WRITERS  # noqa: E402
from varnish.variables import OLD_VARIABLES, VARIABLES  # noqa: E402
from varnish.vmod_std import FUNCTIONS  # noqa: E402

HEAD = 'vcl 4.1;\nbackend default { .host = "origin"; }\n'


def script(*requests, **origin):
    return {
        "origin": {"routes": [{"url": "/.*", "body": "hello"}], **origin},
        "requests": list(requests) or [{"url": "/"}],
    }


def outcomes(vcl, *requests):
    return [one.outcome for one in run(vcl, script(*requests))]


class TestCommand:
    @pytest.fixture
    def command(self, tmp_path, capsys):
        def call(vcl=HEAD, text=None, names=("default.vcl", "script.json")):
            (tmp_path / "default.vcl").write_text(vcl)
            (tmp_path / "script.json").write_text(json.dumps(script()) if text is None else text)
            code = main([str(tmp_path / name) for name in names])
            return code, *capsys.readouterr()

        return call

    def test_prints_one_object_for_each_request(self, command):
        code, out, err = command()

        assert (code, err) == (0, "")
        [answer] = json.loads(out)
        assert list(answer) == ["status", "body", "origin_count", "age", "outcome", "hits", "headers"]
        assert (answer["status"], answer["body"], answer["outcome"], answer["age"]) == (
            200,
            "hello",
            "miss",
            0,
        )

    def test_tells_of_a_vcl_that_does_not_compile(self, command):
        code, out, err = command(vcl=HEAD + "sub vcl_recv {\n set req.foo = 1;\n}\n")

        assert (code, err) == (1, "")
        assert json.loads(out) == {
            "compile_error": True,
            "line": 4,
            "message": "Symbol not found: 'req.foo'\nAt:",
        }

    @pytest.mark.parametrize(
        ("text", "says"),
        [
            ("{", "it is not JSON"),
            ("[]", "the script must be an object"),
            ("{}", "no requests"),
            ('{"requests": 3}', "requests must be a list"),
            ('{"requests": [{"at": 1}]}', "requests[0] has no url"),
            ('{"requests": [{"url": "/", "at": "now"}]}', "requests[0].at must be a number"),
            ('{"requests": [{"url": "/", "at": -1}]}', "must not be negative"),
            ('{"requests": [{"url": "/", "hdrs": {}}]}', "'hdrs'"),
            ('{"requests": [{"url": "/"}], "origin": {"routes": [{"url": "("}]}}', "origin.routes[0].url is no regular expression"),
            ('{"requests": [{"url": "/"}], "origin": {"routes": [{"url": "/", "status": "200"}]}}', "origin.routes[0].status"),
            ('{"requests": [{"url": "/"}], "origin": {"down": [[1]]}}', "origin.down[0] must be two numbers"),
            ('{"requests": [{"url": "/"}], "origin": {"routes": [{"url": "/", "when": 3}]}}', "[from, to], or an object with the keys from and to"),
            ('{"requests": [{"url": "/"}], "origin": {"routes": [{"url": "/", "when": [1]}]}}', "when must be two numbers"),
            ('{"requests": [{"url": "/"}], "origin": {"routes": [{"url": "/", "when": {"till": 3}}]}}', "known are from, to"),
            ('{"requests": [{"url": "/", "headers": {"A": "b\\nc"}}]}', "must be one line"),
        ],
    )  # fmt: skip
    def test_says_in_one_line_what_is_wrong_with_a_script(self, command, text, says):
        code, out, err = command(text=text)

        assert code != 0
        assert out == ""
        assert says in err
        assert err.count("\n") == 1

    @pytest.mark.parametrize(
        "names", [("nowhere.vcl", "script.json"), ("default.vcl", "nowhere.json"), ("default.vcl",)]
    )
    def test_says_what_is_missing(self, command, names):
        code, out, err = command(names=names)

        assert code != 0
        assert out == ""
        assert "there is no such file" in err or err.startswith("usage")

    @pytest.mark.skipif(sys.platform == "emscripten", reason="there are no processes in a browser")
    def test_is_a_module_that_runs(self, tmp_path):
        (tmp_path / "a.vcl").write_text(HEAD)
        (tmp_path / "a.json").write_text(json.dumps(script()))
        done = subprocess.run(
            [sys.executable, "-m", "varnish", "a.vcl", "a.json"],
            cwd=tmp_path, env={"PYTHONPATH": str(SOURCES)}, capture_output=True, text=True, check=True,
        )  # fmt: skip
        assert json.loads(done.stdout)[0]["status"] == 200


class TestNothingHangs:
    def test_an_endless_restart_ends_in_503(self):
        [one] = run(HEAD + "sub vcl_recv { return (restart); }", script())

        assert (one.status, one.outcome, one.restarts) == (503, "synth", 5)

    def test_an_endless_retry_ends_in_503(self):
        [one] = run(HEAD + "sub vcl_backend_response { return (retry); }", script())

        assert one.status == 503
        assert len(one.asked) == 5

    def test_a_regex_that_backtracks_for_ever_fails_the_vcl(self):
        vcl = HEAD + 'sub vcl_recv { if (req.http.X ~ "^(a+)+$") { return (pass); } }'
        began = time.monotonic()
        [one] = run(vcl, script({"url": "/", "headers": {"X": "a" * 60 + "!"}}))

        assert one.status == 503
        assert "match limit exceeded" in str([str(entry) for entry in one.trace.entries])
        assert time.monotonic() - began < 10

    def test_a_subroutine_that_calls_itself_does_not_compile(self):
        with pytest.raises(CompileError, match="recurses") as caught:
            run(HEAD + "sub a {\n call b;\n}\nsub b {\n call a;\n}\nsub vcl_recv {\n call a;\n}\n", script())
        assert caught.value.line == 3

    def test_a_very_long_chain_of_calls_runs(self):
        count = 400
        chain = "".join(f"sub s{i} {{ call s{i + 1}; }}\n" for i in range(count))
        vcl = HEAD + chain + f"sub s{count} {{ return (pass); }}\nsub vcl_recv {{ call s0; }}\n"
        assert outcomes(vcl) in (["pass"], ["synth"])

    def test_nesting_runs_as_deeply_as_anybody_nests(self):
        deep = "{" * 1000 + " return (pass); " + "}" * 1000
        assert outcomes(HEAD + f"sub vcl_recv {{ {deep} }}") == ["pass"]
        braced = "(" * 500 + "true" + ")" * 500
        assert outcomes(HEAD + f"sub vcl_recv {{ if ({braced}) {{ return (pass); }} }}") == ["pass"]

    def test_nesting_without_an_end_is_refused(self):
        braced = "(" * 5_000 + "true" + ")" * 5_000
        with pytest.raises(CompileError, match="nested too deeply"):
            run(HEAD + f"sub vcl_recv {{ if ({braced}) {{ return (pass); }} }}", script())

    def test_waiting_for_a_fetch_that_fails_ends(self):
        requests = [{"url": "/", "at": at} for at in (0, 0.1, 0.2)]
        vcl = HEAD + "sub vcl_backend_response { return (abandon); }"
        play = run(vcl, {"origin": {"routes": [{"url": ".*", "delay": 1}]}, "requests": requests})
        assert [one.status for one in play] == [503, 503, 503]


class TestAcl:
    @pytest.mark.parametrize(
        ("condition", "outcome"),
        [
            ('client.ip ~ here && req.url == "/"', "pass"),
            ('client.ip !~ here || req.url == "/"', "pass"),
            ("!(client.ip ~ here) && true", "miss"),
            ("client.ip ~ HERE", "pass"),
        ],
    )
    def test_is_asked_within_a_condition(self, condition, outcome):
        acl = 'acl here { "127.0.0.0"/8; ! "127.0.0.2"; }\n'
        assert outcomes(HEAD + acl + f"sub vcl_recv {{ if ({condition}) {{ return (pass); }} }}") == [outcome]


class TestRegex:
    @pytest.mark.parametrize(
        ("pattern", "text", "found"),
        [
            ("^/(?!admin)", "/shop", "/"),
            ("(?i)FOO", "a foo", "foo"),
            ("(?i:f)oo", "Foo", "Foo"),
            ("(?<=a)b", "ab", "b"),
            ("a++b", "aaab", "aaab"),
            ("a++ab", "aaab", None),
            ("(a|ab)(c|bcd)", "abcd", "abcd"),
            ("[[:upper:][:digit:]]+", "abC1", "C1"),
            ("[^a-c]+", "abcdef", "def"),
            (r"(\w)\1", "abccd", "cc"),
            (r"\bfoo\b", "a foo b", "foo"),
            ("x{2,3}?", "xxxx", "xx"),
            (r"\Qa.b\E+", "a.b", "a.b"),
            ("(?x) a b # c", "ab", "ab"),
            ("^$", "", ""),
        ],
    )
    def test_finds_what_pcre_finds(self, pattern, text, found):
        match = compile_regex(pattern).search(text)
        assert (match.group(0) if match else None) == found

    @pytest.mark.parametrize(
        "pattern", ["(a", "a)", "*a", "[a", "a{3,2}", r"\1", "[z-a]", "(?z)", "[[:nope:]]"]
    )
    def test_refuses_what_pcre_refuses(self, pattern):
        with pytest.raises(RegexError):
            compile_regex(pattern)


class TestSimulate:
    def test_reads_a_file_and_names_the_line_that_does_not_compile(self, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        Path("a.vcl").write_text(HEAD + "sub vcl_hit {\n    return (fetch);\n}\n")
        with pytest.raises(VCLError, match="Invalid return") as caught:
            simulate("a.vcl", [get(0)])
        error = caught.value
        assert (Path(error.filename).name, error.lineno, error.offset, error.text) == (
            "a.vcl",
            4,
            13,
            "    return (fetch);\n",
        )

    def test_an_origin_can_be_a_function(self):
        seen = []

        def origin(request):
            seen.append((request["url"], request["count"], request["headers"]["X-Forwarded-For"]))
            return {"body": request["url"] * request["count"]}

        play = simulate(HEAD, [get(0, "/a"), get(1, "/b")], origin)
        assert [one.body for one in play] == ["/a", "/b/b"]
        assert seen == [("/a", 1, "127.0.0.1"), ("/b", 2, "127.0.0.1")]

    def test_what_a_function_gives_is_read_as_a_route_is(self):
        with pytest.raises(
            ScriptError, match=r"what the origin answers to / has a key that is not known: 'boddy'"
        ):
            simulate(HEAD, [get(0)], lambda request: {"boddy": "x"})

    def test_tells_a_missing_file(self):
        with pytest.raises(ScriptError, match=r"there is no file 'nowhere.vcl' here"):
            simulate("nowhere.vcl", [get(0)])

    def test_prints_a_table(self):
        play = simulate(HEAD, [get(0), get(1)], [route(Cache_Control="max-age=9")])
        assert [line.split()[-4:] for line in str(play).splitlines()[1:]] == [
            ["miss", "0", "0", "1"],
            ["hit", "1", "1", "1"],
        ]
        assert play.origin_requests == 1

    def test_prints_a_request_that_no_vcl_has_seen(self):
        play = simulate(HEAD, [get(0, Expect="something")], [route()])
        assert play.outcomes == [None]
        assert str(play).splitlines()[1].split()[-5:] == ["417", "-", "-", "0", "-"]


class TestTrace:
    def test_names_the_subroutine_and_line_that_decided(self):
        [one] = run(HEAD + "sub vcl_recv {\n    return (pass);\n}\n", script())
        decided = next((e.tag, e.text, e.sub, e.line) for e in one.trace.entries if e.tag == "VCL_return")
        assert decided == ("VCL_return", "pass", "vcl_recv", 4)

    def test_names_the_rule_of_the_builtin_that_kept_a_response_out(self):
        [one] = run(
            HEAD,
            {
                "origin": {"routes": [{"url": ".*", "headers": {"Set-Cookie": "a"}}]},
                "requests": [{"url": "/"}],
            },
        )
        returned = [(e.sub, e.line) for e in one.trace.entries if e.tag == "VCL_return" and e.side == "b"]
        assert returned[-1] == ("vcl_beresp_cookie", None)


class TestProbe:
    VCL = HEAD.replace("}", ".probe = { .interval = 1s; .window = 3; .threshold = 2; } }") + (
        "import std; sub vcl_deliver { set resp.http.X-Healthy = std.healthy(req.backend_hint); }"
    )

    def test_a_backend_is_sick_once_too_few_polls_are_good(self):
        requests = [{"url": "/", "at": at} for at in (0, 2.5, 3.5, 8.5, 9.5)]
        play = run(self.VCL, script(*requests, down=[[1.5, 7.5]]))
        assert [one.headers["X-Healthy"] for one in play] == ["true", "true", "false", "false", "true"]

    def test_a_sick_backend_is_not_asked(self):
        [one] = run(self.VCL, script({"url": "/", "at": 5}, down=[[1, 9]]))
        assert (one.status, one.asked) == (503, [])

    def test_a_backend_without_a_probe_is_healthy(self):
        vcl = (
            HEAD + "import std; sub vcl_deliver { set resp.http.X-Healthy = std.healthy(req.backend_hint); }"
        )
        [one] = run(vcl, script({"url": "/", "at": 5}, down=[[1, 9]]))
        assert (one.status, one.headers["X-Healthy"]) == (503, "true")

    def test_a_poll_has_its_number_at_the_origin_and_is_no_request_of_ours(self):
        play = simulate(self.VCL, [get(0), get(2.5, "/b")], [route(Cache_Control="max-age=9")])
        assert [one.origin_count for one in play] == [2, 6]
        assert play.origin_requests == 2


class TestBans:
    VCL = HEAD + (
        """sub vcl_recv {
            if (req.method == "BAN") { ban(req.http.X-Ban); return (synth(200)); }
            if (req.method == "PURGE") { return (purge); }
        }"""
    )

    def play(self, *requests):
        return simulate(self.VCL, requests, [route(Cache_Control="max-age=60")])

    def test_a_miss_knows_the_ban_that_removed_what_was_stored(self):
        play = self.play(get(0), get(1, method="BAN", X_Ban="req.url == /"), get(2), get(3))
        assert [one.banned_by for one in play] == [None, None, ("req.url == /", 1), None]
        assert play[1].bans_added == 1
        assert [entry.text for entry in play[2].trace.entries if entry.tag == "ExpBan"] == [
            "object 4 removed by the ban of 1 s: req.url == /"
        ]

    def test_the_trace_says_that_an_object_withstood(self):
        play = self.play(get(0), get(1, method="BAN", X_Ban="req.url == /b"), get(2), get(3))
        said = [[entry.text for entry in one.trace.entries if entry.tag == "Ban"] for one in play]
        assert said == [[], ["added: req.url == /b"], ["object 4 tested against 1 ban: it stays"], []]

    def test_a_miss_knows_the_purge_that_came_before(self):
        play = self.play(get(0), get(1, method="PURGE"), get(2), get(3), get(4, "/b", method="PURGE"))
        assert [one.purged for one in play] == [None, 1, None, None, 0]
        assert [one.purged_at for one in play] == [None, None, 1, None, None]


class TestTheBuiltinThatWasNotReached:
    @pytest.mark.parametrize(
        ("request_", "says"),
        [
            ({"headers": {"Cookie": "a"}}, "it would have passed because of the Cookie header"),
            ({"headers": {"Authorization": "a"}}, "it would have passed because of the Authorization header"),
            ({"method": "POST"}, "it would have passed because the method is POST"),
            ({"method": "PURGE"}, "it would have piped because the method is PURGE"),
            ({}, "none of its checks would have held"),
        ],
    )
    def test_says_what_it_would_have_decided(self, request_, says):
        vcl = HEAD + 'sub vcl_recv { set req.http.Host = "A"; return (hash); }'
        [one] = run(vcl, script({"url": "/", **request_}))
        assert self.notes(one)[0] == f"vcl_builtin_recv was not reached: {says}"
        assert "Host: a" not in str(one.trace.entries)

    @pytest.mark.parametrize(
        ("headers", "says"),
        [
            ({"Set-Cookie": "a"}, "marked the response as not for keeping because of its Set-Cookie header"),
            ({"Cache-Control": "private"}, "because of its Cache-Control or Surrogate-Control header"),
            ({"Vary": "*"}, "because of its header Vary: *"),
            ({"Cache-Control": "max-age=0"}, "because its TTL is not above 0"),
            ({}, "none of its checks would have held"),
        ],
    )
    def test_says_what_it_would_have_made_of_a_response(self, headers, says):
        vcl = HEAD + "sub vcl_backend_response { return (deliver); }"
        [one] = run(vcl, script(routes=[{"url": "/", "headers": headers}]))
        [note] = self.notes(one)
        assert note.startswith("vcl_builtin_backend_response was not reached: ")
        assert says in note

    def test_says_nothing_where_it_was_reached_or_has_nothing_to_say(self):
        [one] = run(
            HEAD + "sub vcl_hit { return (deliver); } sub vcl_deliver { return (deliver); }", script()
        )
        assert self.notes(one) == []

    def test_changes_nothing(self):
        ban = 'sub vcl_req_cookie { ban("req.url == /"); } sub vcl_recv { return (hash); }'
        [one] = run(HEAD + ban, script({"url": "/", "headers": {"Cookie": "a"}}))
        assert (one.bans_added, one.outcome) == (0, "miss")

    @staticmethod
    def notes(exchange):
        return [entry.text for entry in exchange.trace.entries if entry.tag == "Note"]


def test_a_window_of_a_route_can_be_a_pair():
    routes = [route(body="early", when=(0, 2)), route(body="late", when=[2, None])]
    assert [one.body for one in simulate(HEAD, [get(0), get(3, "/b")], routes)] == ["early", "late"]


ESI = HEAD + "sub vcl_backend_response {\n    set beresp.do_esi = true;\n}\n"


@pytest.mark.parametrize("body", ["<html><esi:include src='/b'/></html>", " \n<p>"])
def test_esi_is_refused_in_words_that_name_the_line(body):
    with pytest.raises(ScriptError, match=r"^line 4 of the VCL switches ESI on for /a, .*ESI is no part"):
        simulate(ESI, [get(0, "/a")], [route(body=body)])


def test_esi_of_what_is_no_page_changes_nothing():
    assert simulate(ESI, [get(0, "/a")], [route(body="plain <esi:remove>")])[0].body == "plain <esi:remove>"


def test_every_variable_and_function_that_compiles_can_be_run():
    known = {**VARIABLES, **OLD_VARIABLES}
    assert {name for name, one in known.items() if one.type != "BODY"} - set(READERS) == set()
    assert {name for name, one in known.items() if one.write and one.type != "BODY"} - set(WRITERS) == set()
    assert set(STD) == set(FUNCTIONS)


def test_a_variable_of_the_other_version_is_told_so():
    with pytest.raises(CompileError, match=r"Only available when VCL syntax <= 4\.0"):
        run(HEAD + "sub vcl_recv { set req.esi = true; }", {"requests": []})
