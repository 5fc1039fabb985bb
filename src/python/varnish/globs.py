"""fnmatch(3), as `std.fnmatch` has it from the C library: never more than one step back over a `*`, whatever the pattern."""

from __future__ import annotations

from .pcre_sets import ALL, POSIX, Set

#: A set of bytes that may stand here, or None for a `*`.
Part = Set | None


class _NoMatch(Exception):
    """The pattern can match nothing: it ends in the middle of an escape."""


def matches(pattern: str, text: str, *, pathname: bool, noescape: bool, period: bool) -> bool:
    """Whether the pattern fits the whole text, both looked at in bytes. The switches are FNM_PATHNAME, FNM_NOESCAPE and
    FNM_PERIOD."""
    data = text.encode("utf-8", "surrogateescape").decode("latin-1")
    try:
        parts = _read(pattern.encode("utf-8", "surrogateescape").decode("latin-1"), pathname, noescape)
    except _NoMatch:
        return False
    if not pathname:
        return _fits(parts, data, period=period)
    wanted = _split(parts)
    given = data.split("/")
    return len(wanted) == len(given) and all(
        _fits(one, other, period=period) for one, other in zip(wanted, given, strict=True)
    )


def _split(parts: list[Part]) -> list[list[Part]]:
    slash = frozenset("/")
    found: list[list[Part]] = [[]]
    for part in parts:
        if part == slash:
            found.append([])
        else:
            found[-1].append(part)
    return found


def _fits(parts: list[Part], text: str, *, period: bool) -> bool:
    """Whether one segment matches. `*` gives back a character at a time, the last of them only, which is enough."""
    if period and text.startswith(".") and parts[:1] != [frozenset(".")]:
        return False
    place = at = 0
    star, held = -1, 0
    while at < len(text):
        part = parts[place] if place < len(parts) else frozenset()
        if part is None:
            star, held = place, at
            place += 1
        elif text[at] in part:
            place += 1
            at += 1
        elif star >= 0:
            held += 1
            place, at = star + 1, held
        else:
            return False
    return all(part is None for part in parts[place:])


def _read(pattern: str, pathname: bool, noescape: bool) -> list[Part]:
    anything = ALL - {"/"} if pathname else ALL
    parts: list[Part] = []
    at = 0
    while at < len(pattern):
        char = pattern[at]
        at += 1
        if char == "*":
            parts.append(None)
        elif char == "?":
            parts.append(anything)
        elif char == "[" and (found := _bracket(pattern, at, noescape)) is not None:
            chars, at = found
            parts.append(chars & anything)
        elif char == "\\" and not noescape:
            if at >= len(pattern):
                raise _NoMatch
            parts.append(frozenset(pattern[at]))
            at += 1
        else:
            parts.append(frozenset(char))
    return parts


def _bracket(pattern: str, at: int, noescape: bool) -> tuple[Set, int] | None:
    """The set after a `[` and where it ends; None where it does not end and `[` stands for itself."""
    negated = pattern[at : at + 1] in ("!", "^") and pattern[at : at + 1] != ""
    at += negated
    chars: set[str] = set()
    first = True
    while True:
        if at >= len(pattern):
            return None
        char = pattern[at]
        if char == "]" and not first:
            at += 1
            break
        first = False
        close = pattern.find(":]", at + 2)
        if pattern.startswith("[:", at) and close > 0 and pattern[at + 2 : close] in POSIX:
            chars |= POSIX[pattern[at + 2 : close]]
            at = close + 2
            continue
        low, at = _one(pattern, at, noescape)
        if pattern[at : at + 1] == "-" and pattern[at + 1 : at + 2] not in ("]", ""):
            high, at = _one(pattern, at + 1, noescape)
            chars |= {chr(number) for number in range(ord(low), ord(high) + 1)}
        else:
            chars.add(low)
    return (ALL - chars if negated else frozenset(chars)), at


def _one(pattern: str, at: int, noescape: bool) -> tuple[str, int]:
    if pattern[at] == "\\" and not noescape and at + 1 < len(pattern):
        at += 1
    return pattern[at], at + 1
