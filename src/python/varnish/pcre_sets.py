"""Sets of bytes, as PCRE2 has them without Unicode: a byte is written as the character of the same number."""

from __future__ import annotations

import unicodedata

Set = frozenset[str]

ALL: Set = frozenset(map(chr, range(256)))
_ASCII = [chr(number) for number in range(128)]


def _span(*ends: str) -> Set:
    return frozenset(chr(n) for low, high in ends for n in range(ord(low), ord(high) + 1))


_DIGIT, _UPPER, _LOWER = _span("09"), _span("AZ"), _span("az")
_ALNUM = _DIGIT | _UPPER | _LOWER
_GRAPH = _span("!~")
SPACE: Set = frozenset("\t\n\v\f\r ")
WORD: Set = _ALNUM | {"_"}

#: `[:name:]`
POSIX: dict[str, Set] = {
    "alpha": _UPPER | _LOWER, "lower": _LOWER, "upper": _UPPER, "alnum": _ALNUM, "ascii": frozenset(_ASCII),
    "blank": frozenset(" \t"), "cntrl": frozenset(one for one in _ASCII if ord(one) < 32 or ord(one) == 127),
    "digit": _DIGIT, "graph": _GRAPH, "print": _GRAPH | {" "}, "punct": _GRAPH - _ALNUM, "space": SPACE,
    "word": WORD, "xdigit": _DIGIT | _span("af", "AF"),
}  # fmt: skip

_HORIZONTAL: Set = frozenset("\t \xa0")
VERTICAL: Set = frozenset("\n\v\f\r\x85")
NOT_NEWLINE: Set = ALL - {"\n"}

#: `\d` and its like.
SHORT: dict[str, Set] = {
    "d": _DIGIT, "D": ALL - _DIGIT, "w": WORD, "W": ALL - WORD, "s": SPACE, "S": ALL - SPACE,
    "h": _HORIZONTAL, "H": ALL - _HORIZONTAL, "v": VERTICAL, "V": ALL - VERTICAL, "N": NOT_NEWLINE, "C": ALL,
}  # fmt: skip

#: Properties of Unicode that a byte can have and that are no general categories.
_SCRIPTS = {
    "latin": "LATIN",
    "greek": "GREEK",
    "cyrillic": "CYRILLIC",
    "han": "CJK",
    "arabic": "ARABIC",
    "hebrew": "HEBREW",
}
_CATEGORIES = {
    "c", "cc", "cf", "cn", "co", "cs", "l", "l&", "lc", "ll", "lm", "lo", "lt", "lu", "m", "mc", "me", "mn", "n", "nd",
    "nl", "no", "p", "pc", "pd", "pe", "pf", "pi", "po", "ps", "s", "sc", "sk", "sm", "so", "z", "zl", "zp", "zs",
}  # fmt: skip


def of_property(name: str) -> Set | None:
    """`\\p{name}`, spelled in any case and with spaces, hyphens and underscores; None for what is no property."""
    negated = name.startswith("^")
    plain = "".join(one for one in name.lstrip("^").lower() if one not in " -_")
    found = _property(plain.removeprefix("script=").removeprefix("sc=").removeprefix("scx="))
    return found if found is None or not negated else ALL - found


def _property(name: str) -> Set | None:
    if name in ("any", "xps", "xsp", "xan", "xwd", "xuc"):
        letters = frozenset(one for one in ALL if unicodedata.category(one)[0] in "LN")
        return {
            "any": ALL,
            "xan": letters,
            "xwd": letters | {"_"},
            "xuc": frozenset("$@`") | frozenset(one for one in ALL if one >= "\xa0"),
        }.get(name, SPACE | {"\x85", "\xa0"})
    if name in _SCRIPTS:
        return frozenset(one for one in ALL if unicodedata.name(one, "").startswith(_SCRIPTS[name] + " "))
    if name == "common":
        return frozenset(one for one in ALL if not unicodedata.name(one, "").startswith("LATIN "))
    if name in ("l&", "lc"):
        return frozenset(one for one in ALL if unicodedata.category(one) in ("Ll", "Lu", "Lt"))
    if name not in _CATEGORIES:
        return None
    return frozenset(one for one in ALL if unicodedata.category(one).lower().startswith(name))


def folded(chars: Set) -> Set:
    """With each ASCII letter its other case too, as the C locale knows them."""
    return chars | frozenset(one.swapcase() for one in chars if one.isascii())


SINGLE: dict[str, Set] = {one: frozenset(one) for one in ALL}
FOLDED: dict[str, Set] = {one: folded(alone) for one, alone in SINGLE.items()}
