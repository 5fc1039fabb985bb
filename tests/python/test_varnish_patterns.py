"""Regular expressions: what PCRE2 said of each pattern (recorded by tests/varnish/random_patterns.py), and how much work a match may be."""

import json
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "src/python")]

from varnish.errors import Failure  # noqa: E402
from varnish.pcre_machine import STEP_LIMIT, Machine  # noqa: E402
from varnish.regex import Regex, RegexError, compile_regex  # noqa: E402

RECORDED = json.loads((ROOT / "tests/varnish/patterns.json").read_text(encoding="utf-8"))


def found(pattern: str, text: str) -> list | str | None:
    try:
        match = compile_regex(pattern).search(text)
    except Failure:
        return "limit"
    return match and [span and list(span) for span in match.groups]


@pytest.mark.parametrize("kind", ["error", "found"])
def test_does_what_pcre2_does(kind):
    differences = []
    cases = [one for one in RECORDED["patterns"] if kind in one]
    assert len(cases) > 80
    for case in cases:
        try:
            compile_regex(case["pattern"])
        except RegexError as error:
            said = str(error)
        else:
            said = None
        if said != case.get("error"):
            differences.append((case["pattern"], case.get("error"), said))
            continue
        for number, expected in case.get("found", {}).items():
            got = found(case["pattern"], RECORDED["texts"][int(number)])
            if got != expected:
                differences.append((case["pattern"], number, expected, got))
    assert differences == []


@pytest.mark.parametrize(
    ("pattern", "offset"),
    [("a**", 3), (r"\x{zz}", 3), ("(?<n>a)|(?<n>b)", 12), ("[z-a]", 3), ("(?z)", 2), ("é(", 3)],
)
def test_says_where_a_pattern_goes_wrong(pattern, offset):
    with pytest.raises(RegexError) as caught:
        Regex(pattern)
    assert caught.value.offset == offset


def test_a_character_outside_of_ascii_is_bytes():
    assert found("^..$", "é") == [[0, 2]]
    assert Regex("é+").substitute("aéb", "_", every=False) == "a_b"
    assert Regex(".").substitute("é", "", every=False).encode("utf-8", "surrogateescape") == b"\xa9"


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        pytest.param("^(a+)+$", "a" * 60 + "!", id="nested"),
        pytest.param("(a|aa)+$", "a" * 60 + "!", id="alternatives"),
        pytest.param(r"^(\w+\s?)*$", "a" * 60 + "!", id="words"),
        pytest.param(r"(.*)(.*)(.*)(.*)(.*)[^x]y[^z]", "x" * 3000 + "y", id="stars"),
        pytest.param("^(?:a|b)*$", "ab" * 4000, id="stack"),
        pytest.param("(?R)a|b", "c" * 50, id="recursion"),
        pytest.param(r"((\w+?)*?)*?!$", "a" * 80 + "!?", id="lazy"),
    ],
)
def test_a_bomb_ends_at_a_limit(pattern, text):
    with pytest.raises(Failure, match="Regexp matching failed"):
        Regex(pattern).search(text)


@pytest.mark.parametrize("pattern", ["", "x*", "(*ACCEPT)", "(?:x|(*ACCEPT))"])
def test_replacing_everywhere_ends_where_matches_are_empty(pattern):
    assert Regex(pattern).substitute("ab", "_", every=True, most=100) == "_ab"


@pytest.mark.parametrize("pattern", [".", "[a-z]", r"\w+", "(a)", "(?:a|b)", "a|x", "x"])
def test_replacing_everywhere_takes_steps_in_proportion_to_the_text(pattern, monkeypatch):
    machines = []
    first = Machine.__init__

    def watched(self, *arguments):
        first(self, *arguments)
        machines.append(self)

    monkeypatch.setattr(Machine, "__init__", watched)
    text = "a b " * 2_500
    Regex(pattern).substitute(text, "_", every=True)
    assert STEP_LIMIT - machines[0].steps <= 2 * len(text)


LARGE = {
    "letters": "a" * 1_000_000,
    "open parentheses": "(" * 1_000_000,
    "alternatives": "a|" * 500_000,
    "braces": "{" * 1_000_000,
    "sets": "[ab]" * 250_000,
    "nested repeats": "(((((a{90}){90}){90}){90}){90})",
}


@pytest.mark.parametrize("name", LARGE)
def test_a_very_large_pattern_is_refused_as_pcre2_refuses_it(name):
    with pytest.raises(
        RegexError, match=r"regular expression is too large|parentheses are too deeply nested"
    ):
        Regex(LARGE[name])
