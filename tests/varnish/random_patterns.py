"""Looks for disagreement about regular expressions: random patterns and texts, asked of PCRE2 and of the interpreter.

    python3 tests/varnish/random_patterns.py --seed 1 --count 20000
    python3 tests/varnish/random_patterns.py --record

Prints how many agree, with the shortest disagreements. With --record, what PCRE2 says of PATTERNS and of some random ones goes
to patterns.json, which the Python tests read. Needs libpcre2 (see pcre2.py).
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "src/python"), str(ROOT / "tests/varnish")]

from pcre2 import Pattern  # noqa: E402

from varnish.errors import Failure  # noqa: E402
from varnish.regex import Regex, RegexError  # noqa: E402

RECORDED = ROOT / "tests/varnish/patterns.json"
#: Random patterns that are recorded besides PATTERNS.
RECORDED_AT_RANDOM = 250

#: As people write them, and each kind of syntax once.
PATTERNS = [
    r"^/(admin|login)", r"\.(png|gif|jpe?g|css|js)(\?.*)?$", r"(^|; )_ga=[^;]*", r"_g[a-z]+=[^;]*(; )?", r"(?i)mobile|phone",
    r"^(www\.)?example\.com$", r"session=([^;]+)", r"^(.*?),.*", r"\?$", r"[?&](utm_[a-z]+)=[^&]*", r"^[^?]*", r"(?i:no-cache)",
    r"max-age\s*=\s*(\d+)", r"^/.**", "a{2}{3}", "^*", r"\b+", "(?=a)*b", "(?i)*", "a++b", "a*+a", "(?>a+)b", "(?>a|ab)c", r"^/old\K/.*$",
    r"a\Kb", r"(?=a\Kb)", r"\x41", r"\x{42}", r"\x{", r"\x{zz}", r"\x{100}", r"\x", r"\xg", r"[\x61-\x63]", r"[\x{61}-c]", r"\101", r"\0",
    r"\012", r"\400", r"\8", r"(a)\1", r"(a)\2", r"\18", r"\o{101}", r"\o101", r"\o{9}", r"\cA", r"\c", r"\h+", r"\H", r"\v", r"\R",
    r"\N", r"\X", r"\C", r"\G", r"\A\w+\z", r"\w+\Z", r"\Ba", r"\p{Lu}", r"\p{L}+", r"\P{Lu}", r"\p{Foo}", r"\p", r"\p{", r"\pL",
    r"(?<n>a)\k<n>", r"(?<n>a)\k{n}", r"(?P<n>a)(?P=n)", r"(?'n'a)\k'n'", r"\k<n>", r"\k", r"(?<n>a)|(?<n>b)", r"(?<n", r"(?<1n>a)",
    r"(?<>a)", r"(?J)(?<n>a)|(?<n>b)", r"(a)\g1", r"(a)\g{-1}", r"\g{1}", r"\g", r"a(?R)?b", r"(a|\((?1)\))", r"(?<n>a)(?&n)", r"(?1)",
    r"(?R", r"(?<=a)b", r"(?<!a)b", r"(?<=a|bc)d", r"(?<=a*)b", r"(?<=a{2})b", r"(?=a|b)c?", r"(?!a)\w", r"(x)?(?(1)a|b)", r"(?(1)a)",
    r"(?(DEFINE)(?<d>\d))(?&d)", r"(?(?=a)ab|c)", r"(x)(?(1)a|b|c)", r"(?|(a)|(b))\1", r"(?i)a(?-i)b", r"a(?i)b|c", r"(?i:a)b",
    r"(?x) a b # c", r"(?xx)[a b]", r"(?s).", r"(?m)^b", r"(?U)a+", r"(?^)a", r"(?z)", r"(?i", r"(?i-s--m)", r"(?#comment)a", r"(?#",
    r"(*FAIL)|a", r"a(*ACCEPT)b", r"a+(*COMMIT)b", r"(*FOO)", r"(*", r"(*MARK)", r"(*pla:a)a", r"(*foo:a)", r"[[:alpha:]]+", r"[[:^digit:]]",
    r"[[:foo:]]", r"[:alpha:]", r"[[.a.]]", r"[[:<:]]a", r"a[[:>:]]", r"[a-\d]", r"[\d-a]", r"[\d-]", r"[z-a]", r"[]a]", r"[^]a]", r"[a",
    r"[a-", "[a-\\", r"[\Q]\E]", r"[\N]", r"[\R]", r"[\g]", r"\Qa.b\E+", r"\Q", r"\E*", r"\L", r"\u", r"\i", r"\N{U+41}", r"\_", "a\\",
    r"(", r")", r"(?", r"(?:", r"(?<", r"(?P", r"(?Px)", r"a{65536}", r"a{2,1}", r"a{,3}", r"a{1,x}", r"a{0}b", r"x{2,3}?", "é+", "[é]",
    "(" * 251 + ")" * 251, "(" * 250 + ")" * 250, "^(a+)+$", r"^(\w+\s?)*$", "^(?:a|b)*$",
]  # fmt: skip
TEXTS = [
    "", "a", "b", "aab", "abcabc", "aabbcc", "ABba", "a b c", "x1y2", "/old/page", "/news/1?a=b&utm_x=2", "éa", "a\n", "cab\nab", "\r\n",
    "lang=de; _ga=1", "((a))", "aXbXc", "a-b.a", "a" * 40 + "!", "ab" * 700,
]  # fmt: skip

_ATOMS = [
    *"abcx1.^$|*+?()[]{}\\-,&:=!<>'# ", "é", "[abc]", "[^a]", "[[:alpha:]]", "[[:digit:]_]", "[]a]", "[^]]", "[a-", "[-a]", r"[\d-]",
    r"[\w.]", r"[\x41-\x5a]", r"[\]]", *(f"\\{one}" for one in "dDwWsShHvVRNXbBAZzGKQEnte01289iL/.-"), r"\Qa.b\E", r"\x41", r"\x{42}",
    r"\x{", r"\x{zz}", r"\x{100}", r"\x", r"\101", r"\012", r"\10", r"\cA", r"\o{101}", r"\pL", r"\p{Lu}", r"\P{L}", r"\k<n>", r"\k{n}",
    r"\g1", r"\g{1}", r"\g{-1}", r"\g<1>", r"\g{n}", "(?R)", "(?1)", "(?&n)", "(?P=n)", "(?-1)", "(?+1)", "(?i)", "(?s)", "(?x)",
    "(?m)", "(?-i)", "(?U)", "(?J)", "(?n)", "(?^)", "(?#c)", "(*FAIL)", "(*ACCEPT)", "(*COMMIT)", "(*SKIP)", "(?C1)", "[[:<:]]", "[[:>:]]",
    "{1}", "{,2}", "(*", "(?", "(?<", "(?P", "[:", "[[.a.]]",
]  # fmt: skip
_OPENINGS = [
    "(", "(", "(", "(?:", "(?i:", "(?=", "(?!", "(?<=", "(?<!", "(?>", "(?|", "(?<n>", "(?P<n>", "(?'m'", "(?(1)", "(?(<n>)", "(?(R)",
    "(?(?=a)", "(?(DEFINE)", "(*pla:", "(*atomic:", "(?x:", "(?s-i:",
]  # fmt: skip
_QUANTIFIERS = [
    "*",
    "+",
    "?",
    "*?",
    "+?",
    "??",
    "*+",
    "++",
    "{2}",
    "{1,2}",
    "{0,}",
    "{2,3}?",
    "{1}+",
    "{0}",
    "{3,1}",
    "{1,",
    "{65536}",
]


def random_pattern(dice: random.Random, depth: int = 0) -> str:
    out = ""
    for _ in range(dice.randint(1, 4)):
        if dice.random() < 0.62 or depth > 3:
            out += dice.choice(_ATOMS if dice.random() < 0.55 else "abc")
        else:
            out += dice.choice(_OPENINGS) + random_pattern(dice, depth + 1)
            if dice.random() < 0.35:
                out += "|" + random_pattern(dice, depth + 1)
            if dice.random() < 0.98:
                out += ")"
        if dice.random() < 0.3:
            out += dice.choice(_QUANTIFIERS)
    return out


def real(pattern: str, texts: list[str]) -> dict:
    """`error` and its offset, or a list of spans for each text."""
    compiled = Pattern(pattern)
    if compiled.error:
        return {"pattern": pattern, "error": compiled.error[0]}
    found = [[text, compiled.search(text)] for text in texts]
    compiled.free()
    return {"pattern": pattern, "found": found}


def ours(pattern: str, texts: list[str]) -> dict:
    try:
        compiled = Regex(pattern)
    except RegexError as error:
        return {"pattern": pattern, "error": str(error)}
    found: list = []
    for text in texts:
        try:
            match = compiled.search(text)
        except Failure:
            found.append([text, "limit"])
        else:
            found.append([text, match and [span and list(span) for span in match.groups]])
    return {"pattern": pattern, "found": found}


def compare(seed: int, count: int) -> None:
    compiled = matched = texts_tried = 0
    wrong: list[tuple[dict, dict]] = []
    for number in range(count):
        dice = random.Random(seed * 1_000_003 + number)
        pattern = random_pattern(dice)
        texts = [
            *dice.sample(TEXTS[:-2], 3),
            "".join(dice.choice("abcX1 ") for _ in range(dice.randint(1, 14))),
        ]
        theirs, own = real(pattern, texts), ours(pattern, texts)
        compiled += theirs.get("error") == own.get("error")
        if "found" in theirs and "found" in own:
            texts_tried += len(texts)
            matched += sum(one == other for one, other in zip(theirs["found"], own["found"], strict=True))
        if theirs != own:
            wrong.append((theirs, own))
    for theirs, own in sorted(wrong, key=lambda one: len(one[0]["pattern"]))[:15]:
        print(json.dumps(theirs, ensure_ascii=False), json.dumps(own, ensure_ascii=False), sep="\n    ")
    print(f"{count} patterns, {compiled} compile alike; {texts_tried} searches, {matched} find the same")


def record() -> None:
    """A list of texts, and patterns with an error or what each text gave, by its number."""
    dice = random.Random(11)
    kept = [real(pattern, TEXTS) for pattern in PATTERNS]
    while len(kept) < len(PATTERNS) + RECORDED_AT_RANDOM:
        pattern = random_pattern(dice, 2)
        if len(pattern) < 40 and (dice.random() < 0.2 or "found" in real(pattern, [])):
            kept.append(real(pattern, dice.sample(TEXTS[:-2], 4)))
    for one in kept:
        if "found" in one:
            one["found"] = {str(TEXTS.index(text)): spans for text, spans in one["found"]}
    lines = ",\n".join(json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in kept)
    RECORDED.write_text(f'{{"texts": {json.dumps(TEXTS, ensure_ascii=False)}, "patterns": [\n{lines}\n]}}\n')


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--count", type=int, default=2000)
    options.add_argument("--record", action="store_true")
    given = options.parse_args()
    if given.record:
        record()
    else:
        compare(given.seed, given.count)


if __name__ == "__main__":
    main()
