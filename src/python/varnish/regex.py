"""Regular expressions as Varnish has them: the common part of PCRE, matched by backtracking with a limit.

Python's `re` cannot be stopped once it has begun to backtrack; Varnish gives up at a limit and fails the VCL. So does this.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

from .errors import Failure

#: Rounds of repeated groups that a match may take: Varnish's limit for PCRE2, whose compiled code counts those alone.
MATCH_LIMIT = 10_000
#: Steps back over single characters, which PCRE2 does not count; a guard against patterns that would take minutes.
STEP_LIMIT = 1_500_000
#: Frames of Python that a match may take; they are plain Python calls and cost no C stack.
_DEPTH = 40_000

_CLASSES = {
    "alpha": str.isalpha,
    "digit": lambda c: "0" <= c <= "9",
    "alnum": lambda c: c.isalnum() and c.isascii(),
    "upper": lambda c: "A" <= c <= "Z",
    "lower": lambda c: "a" <= c <= "z",
    "space": lambda c: c in " \t\n\r\f\v",
    "blank": lambda c: c in " \t",
    "punct": lambda c: c.isascii() and c.isprintable() and not c.isalnum() and c != " ",
    "xdigit": lambda c: c in "0123456789abcdefABCDEF",
    "word": lambda c: c == "_" or (c.isalnum() and c.isascii()),
    "print": lambda c: c.isascii() and c.isprintable(),
    "graph": lambda c: c.isascii() and c.isprintable() and c != " ",
    "cntrl": lambda c: ord(c) < 32 or ord(c) == 127,
}
_SHORT = {"d": "digit", "w": "word", "s": "space", "h": "blank"}
_CONTROL = {"n": "\n", "r": "\r", "t": "\t", "f": "\f", "v": "\v", "e": "\x1b", "a": "\a", "0": "\0"}


class RegexError(Exception):
    """A pattern that does not compile: PCRE's own words."""


class _OutOfSteps(Exception):
    pass


Test = Callable[[str], bool]


@dataclass
class _Flags:
    fold: bool = False
    dotall: bool = False
    multiline: bool = False
    extended: bool = False


@dataclass
class _State:
    """One attempt: the subject, what the groups hold, and the rounds and steps left."""

    text: str
    groups: list[tuple[int, int] | None]
    rounds: int = MATCH_LIMIT
    steps: int = STEP_LIMIT


# A matcher takes the state, a position and what is to match after it, and says where the whole match ends, or -1.
Then = Callable[[int], int]
Matcher = Callable[[_State, int, Then], int]


def _word(text: str, at: int) -> bool:
    return 0 <= at < len(text) and _CLASSES["word"](text[at])


class _Parser:
    """Pattern text to matchers."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.at = 0
        self.groups = 0
        self.names: dict[str, int] = {}
        self.references: list[int] = []
        #: Characters that every match must have, as far as that is plain: those outside of groups and alternatives.
        self.needs: set[str] = set()
        self.depth = 0

    def fail(self, message: str) -> RegexError:
        return RegexError(message)

    def peek(self, text: str) -> bool:
        return self.pattern.startswith(text, self.at)

    def take(self, text: str) -> bool:
        if self.peek(text):
            self.at += len(text)
            return True
        return False

    def whole(self) -> Matcher:
        matcher = self.alternatives(_Flags())
        if self.at < len(self.pattern):
            raise self.fail("unmatched closing parenthesis")
        if any(number > self.groups for number in self.references):
            raise self.fail("reference to non-existent subpattern")
        return matcher

    def alternatives(self, flags: _Flags) -> Matcher:
        flags = _Flags(**vars(flags))
        self.depth += 1
        branches = [self.sequence(flags)]
        while self.take("|"):
            branches.append(self.sequence(flags))
        self.depth -= 1
        if self.depth == 0 and len(branches) > 1:
            self.needs.clear()
        if len(branches) == 1:
            return branches[0]

        def choose(state: _State, at: int, then: Then) -> int:
            for branch in branches:
                end = branch(state, at, then)
                if end >= 0:
                    return end
            return -1

        return choose

    def sequence(self, flags: _Flags) -> Matcher:
        parts: list[Matcher] = []
        while self.at < len(self.pattern) and self.pattern[self.at] not in "|)":
            if flags.extended and self.pattern[self.at] in " \t\n\r":
                self.at += 1
                continue
            if flags.extended and self.pattern[self.at] == "#":
                end = self.pattern.find("\n", self.at)
                self.at = len(self.pattern) if end < 0 else end + 1
                continue
            part = self.quantified(flags)
            if part is not None:
                parts.append(part)
        return _in_a_row(parts)

    def quantified(self, flags: _Flags) -> Matcher | None:
        first_group = self.groups
        char = self.pattern[self.at]
        single, matcher = self.atom(flags)
        if single is None and matcher is None:
            return None
        if self.depth == 1 and single is not None and char not in "[.\\" and not flags.fold:
            self.note_need(char)
        while True:
            bounds = self.quantifier()
            if bounds is None:
                break
            least, most, manner = bounds
            if single is not None:
                matcher = _repeat_one(single, least, most, manner)
                single = None
            else:
                matcher = _repeat(matcher, least, most, manner, range(first_group + 1, self.groups + 1))
        return matcher if single is None else _one(single)

    def note_need(self, char: str) -> None:
        start = self.at
        bounds = self.quantifier()
        self.at = start
        if bounds is None or bounds[0] > 0:
            self.needs.add(char)

    def quantifier(self) -> tuple[int, int, str] | None:
        if self.take("*"):
            least, most = 0, -1
        elif self.take("+"):
            least, most = 1, -1
        elif self.take("?"):
            least, most = 0, 1
        elif self.peek("{"):
            end = self.pattern.find("}", self.at)
            low, comma, high = self.pattern[self.at + 1 : max(end, 0)].partition(",")
            if end < 0 or not low.isdigit() or (high and not high.isdigit()):
                return None
            least = int(low)
            most = least if not comma else int(high) if high else -1
            if 0 <= most < least:
                raise self.fail("numbers out of order in {} quantifier")
            self.at = end + 1
        else:
            return None
        manner = "lazy" if self.take("?") else "possessive" if self.take("+") else "greedy"
        return least, most, manner

    def atom(self, flags: _Flags) -> tuple[Test | None, Matcher | None]:
        """A test of one character, or a matcher, or neither for what only sets flags."""
        char = self.pattern[self.at]
        if char in "*+?":
            raise self.fail("quantifier does not follow a repeatable item")
        self.at += 1
        if char == "(":
            return None, self.group(flags)
        if char == "[":
            return self.bracket(flags), None
        if char == ".":
            return (lambda c: True) if flags.dotall else (lambda c: c != "\n"), None
        if char == "^":
            if flags.multiline:
                return None, _assert(lambda text, at: at == 0 or text[at - 1] == "\n")
            return None, _assert(lambda text, at: at == 0)
        if char == "$":
            if flags.multiline:
                return None, _assert(lambda text, at: at == len(text) or text[at] == "\n")
            return None, _assert(_at_end)
        if char == "\\":
            return self.escape(flags)
        return _literal(char, flags), None

    def escape(self, flags: _Flags) -> tuple[Test | None, Matcher | None]:
        if self.at >= len(self.pattern):
            raise self.fail("\\ at end of pattern")
        char = self.pattern[self.at]
        self.at += 1
        if char.lower() in _SHORT:
            return _short_class(char), None
        if char in "pP":
            return self.unicode_property(negated=char == "P"), None
        if char in "kg":
            return None, self.named_reference(flags)
        if char == "N":
            return (lambda c: c != "\n"), None
        if char == "b":
            return None, _assert(lambda text, at: _word(text, at - 1) != _word(text, at))
        if char == "B":
            return None, _assert(lambda text, at: _word(text, at - 1) == _word(text, at))
        if char == "A":
            return None, _assert(lambda text, at: at == 0)
        if char == "z":
            return None, _assert(lambda text, at: at == len(text))
        if char == "Z":
            return None, _assert(_at_end)
        if char == "Q":
            end = self.pattern.find("\\E", self.at)
            quoted = self.pattern[self.at :] if end < 0 else self.pattern[self.at : end]
            self.at = len(self.pattern) if end < 0 else end + 2
            return None, _in_a_row([_one(_literal(one, flags)) for one in quoted])
        if char == "E":
            return None, None
        if char in "123456789":
            number = int(char)
            self.references.append(number)
            return None, _reference(number, flags.fold)
        return _literal(self.character(char), flags), None

    def unicode_property(self, *, negated: bool) -> Test:
        """`\\p{Lu}`, `\\pL`: by the general category, of which the name gives the beginning."""
        if self.take("{"):
            end = self.pattern.find("}", self.at)
            name, self.at = self.pattern[self.at : max(end, self.at)], max(end, self.at) + 1
        else:
            name, self.at = self.pattern[self.at : self.at + 1], self.at + 1
        negated = negated != name.startswith("^")
        name = name.lstrip("^")
        if name.rstrip("&")[:1] not in tuple("LMNPSZC") or len(name) > 2:
            raise self.fail("unknown property after \\P or \\p")
        return lambda c: unicodedata.category(c).startswith(name.rstrip("&")) != negated

    def named_reference(self, flags: _Flags) -> Matcher:
        """`\\k<name>`, `\\k{name}`, `\\g{1}`, `\\g1`."""
        opening = self.pattern[self.at : self.at + 1]
        closing = {"<": ">", "{": "}", "'": "'"}.get(opening)
        if closing:
            end = self.pattern.find(closing, self.at + 1)
            name, self.at = self.pattern[self.at + 1 : max(end, self.at + 1)], max(end, self.at + 1) + 1
        else:
            name, self.at = opening, self.at + 1
        number = self.names.get(name, int(name) if name.isdigit() else 0)
        if number == 0:
            raise self.fail("reference to non-existent subpattern")
        self.references.append(number)
        return _reference(number, flags.fold)

    def character(self, char: str) -> str:
        """The character that an escape stands for."""
        if char == "x":
            if self.take("{"):
                end = self.pattern.find("}", self.at)
                digits, self.at = self.pattern[self.at : end], end + 1
            else:
                digits = self.pattern[self.at : self.at + 2]
                self.at += len(digits)
            return chr(int(digits or "0", 16))
        if char in _CONTROL:
            return _CONTROL[char]
        if char.isalpha():
            raise self.fail("unrecognized character follows \\")
        return char

    def bracket(self, flags: _Flags) -> Test:
        negated = self.take("^")
        tests: list[Test] = []
        first = True
        while True:
            if self.at >= len(self.pattern):
                raise self.fail("missing terminating ] for character class")
            char = self.pattern[self.at]
            if char == "]" and not first:
                self.at += 1
                break
            first = False
            if self.peek("[:") and (end := self.pattern.find(":]", self.at)) > 0:
                name = self.pattern[self.at + 2 : end]
                bare = name.lstrip("^")
                if bare not in _CLASSES:
                    raise self.fail("unknown POSIX class name")
                tests.append(_named_class(bare, name.startswith("^"), flags.fold))
                self.at = end + 2
                continue
            self.at += 1
            if char == "\\":
                escaped = self.pattern[self.at : self.at + 1]
                self.at += 1
                if escaped.lower() in _SHORT:
                    tests.append(_short_class(escaped))
                    continue
                char = "\b" if escaped == "b" else self.character(escaped)
            if self.peek("-") and self.pattern[self.at + 1 : self.at + 2] not in ("]", ""):
                self.at += 1
                high = self.pattern[self.at]
                self.at += 1
                if high == "\\":
                    high = self.character(self.pattern[self.at])
                    self.at += 1
                if high < char:
                    raise self.fail("range out of order in character class")
                tests.append(_span(char, high, flags.fold))
            else:
                tests.append(_literal(char, flags))
        return lambda c: any(test(c) for test in tests) != negated

    def group(self, flags: _Flags) -> Matcher | None:
        if self.take("?"):
            return self.special_group(flags)
        self.groups += 1
        return self.capture(self.groups, flags)

    def capture(self, number: int, flags: _Flags) -> Matcher:
        inside = self.closed(flags)

        def capture(state: _State, at: int, then: Then) -> int:
            before = state.groups[number]

            def close(end: int) -> int:
                saved = state.groups[number]
                state.groups[number] = (at, end)
                result = then(end)
                if result < 0:
                    state.groups[number] = saved
                return result

            result = inside(state, at, close)
            if result < 0:
                state.groups[number] = before
            return result

        return capture

    def closed(self, flags: _Flags) -> Matcher:
        inside = self.alternatives(flags)
        if not self.take(")"):
            raise self.fail("missing closing parenthesis")
        return inside

    def special_group(self, flags: _Flags) -> Matcher | None:
        if self.take("#"):
            end = self.pattern.find(")", self.at)
            if end < 0:
                raise self.fail("missing ) after (?# comment")
            self.at = end + 1
            return None
        if self.take(":"):
            return self.closed(flags)
        if self.take(">"):
            return _atomic(self.closed(flags))
        if self.take("="):
            return _look_ahead(self.closed(flags), wanted=True)
        if self.take("!"):
            return _look_ahead(self.closed(flags), wanted=False)
        if self.take("<="):
            return _look_behind(self.closed(flags), wanted=True)
        if self.take("<!"):
            return _look_behind(self.closed(flags), wanted=False)
        if self.take("P<") or self.take("<"):
            end = self.pattern.find(">", self.at)
            self.groups += 1
            self.names[self.pattern[self.at : end]] = self.groups
            self.at = end + 1
            return self.capture(self.groups, flags)
        return self.inline_flags(flags)

    def inline_flags(self, flags: _Flags) -> Matcher | None:
        changed = _Flags(**vars(flags))
        value = True
        names = {"i": "fold", "s": "dotall", "m": "multiline", "x": "extended"}
        while self.at < len(self.pattern):
            char = self.pattern[self.at]
            self.at += 1
            if char == "-":
                value = False
            elif char in names:
                setattr(changed, names[char], value)
            elif char == ":":
                return self.closed(changed)
            elif char == ")":
                vars(flags).update(vars(changed))
                return None
            elif char not in "UJn":
                raise self.fail("unrecognized character after (? or (?-")
        raise self.fail("missing closing parenthesis")


def _literal(char: str, flags: _Flags) -> Test:
    if flags.fold and char.lower() != char.upper():
        both = {char.lower(), char.upper()}
        return lambda c: c in both
    return lambda c: c == char


def _span(low: str, high: str, fold: bool) -> Test:
    if fold:
        return lambda c: low <= c <= high or low <= c.lower() <= high or low <= c.upper() <= high
    return lambda c: low <= c <= high


def _short_class(letter: str) -> Test:
    test = _CLASSES[_SHORT[letter.lower()]]
    return test if letter.islower() else (lambda c: not test(c))


def _named_class(name: str, negated: bool, fold: bool) -> Test:
    test = _CLASSES["alpha" if fold and name in ("upper", "lower") else name]
    return (lambda c: not test(c)) if negated else test


def _at_end(text: str, at: int) -> bool:
    return at == len(text) or (at == len(text) - 1 and text[at] == "\n")


def _one(test: Test) -> Matcher:
    def one(state: _State, at: int, then: Then) -> int:
        return then(at + 1) if at < len(state.text) and test(state.text[at]) else -1

    return one


def _assert(holds: Callable[[str, int], bool]) -> Matcher:
    return lambda state, at, then: then(at) if holds(state.text, at) else -1


def _in_a_row(parts: list[Matcher]) -> Matcher:
    if not parts:
        return lambda state, at, then: then(at)
    if len(parts) == 1:
        return parts[0]
    first, rest = parts[0], _in_a_row(parts[1:])

    def row(state: _State, at: int, then: Then) -> int:
        return first(state, at, lambda end: rest(state, end, then))

    return row


def _count(state: _State) -> None:
    state.steps -= 1
    if state.steps < 0:
        raise _OutOfSteps


def _repeat_one(test: Test, least: int, most: int, manner: str) -> Matcher:
    """A character many times: counted in a loop, so that long subjects do not nest."""

    def repeat(state: _State, at: int, then: Then) -> int:
        text = state.text
        limit = len(text) if most < 0 else min(len(text), at + most)
        low = at + least
        if manner == "lazy":
            end = at
            while end < low:
                if end >= len(text) or not test(text[end]):
                    return -1
                end += 1
            while True:
                _count(state)
                result = then(end)
                if result >= 0 or end >= limit or not test(text[end]):
                    return result
                end += 1
        end = at
        while end < limit and test(text[end]):
            end += 1
        if end < low:
            return -1
        if manner == "possessive":
            return then(end)
        while end >= low:
            _count(state)
            result = then(end)
            if result >= 0:
                return result
            end -= 1
        return -1

    return repeat


def _repeat(inside: Matcher, least: int, most: int, manner: str, inner: range) -> Matcher:
    def again(state: _State, at: int, then: Then, done: int) -> int:
        state.rounds -= 1
        if state.rounds < 0:
            raise _OutOfSteps

        def next_round(end: int) -> int:
            if end == at and done >= least:
                return -1
            return again(state, end, then, done + 1)

        if manner == "lazy" and done >= least:
            result = then(at)
            if result >= 0:
                return result
        if most < 0 or done < most:
            saved = [state.groups[number] for number in inner]
            result = inside(state, at, next_round)
            if result >= 0:
                return result
            for number, value in zip(inner, saved, strict=True):
                state.groups[number] = value
        if manner != "lazy" and done >= least:
            return then(at)
        return -1

    def repeat(state: _State, at: int, then: Then) -> int:
        return again(state, at, then, 0)

    return _atomic(repeat) if manner == "possessive" else repeat


def _atomic(inside: Matcher) -> Matcher:
    def atomic(state: _State, at: int, then: Then) -> int:
        end = inside(state, at, lambda end: end)
        return then(end) if end >= 0 else -1

    return atomic


def _look_ahead(inside: Matcher, *, wanted: bool) -> Matcher:
    def look(state: _State, at: int, then: Then) -> int:
        found = inside(state, at, lambda end: end) >= 0
        return then(at) if found == wanted else -1

    return look


def _look_behind(inside: Matcher, *, wanted: bool) -> Matcher:
    def look(state: _State, at: int, then: Then) -> int:
        found = any(
            inside(state, start, lambda end: end if end == at else -1) >= 0 for start in range(at, -1, -1)
        )
        return then(at) if found == wanted else -1

    return look


def _reference(number: int, fold: bool) -> Matcher:
    def reference(state: _State, at: int, then: Then) -> int:
        held = state.groups[number]
        if held is None:
            return -1
        wanted = state.text[held[0] : held[1]]
        found = state.text[at : at + len(wanted)]
        same = wanted.lower() == found.lower() if fold else wanted == found
        return then(at + len(wanted)) if same else -1

    return reference


@dataclass(frozen=True)
class Match:
    """Where a pattern matched; `groups[0]` is the whole, None is a group that took no part."""

    text: str
    groups: tuple[tuple[int, int] | None, ...]

    def group(self, number: int) -> str:
        if number >= len(self.groups):
            return ""
        held = self.groups[number]
        return "" if held is None else self.text[held[0] : held[1]]

    @property
    def start(self) -> int:
        return self.groups[0][0] if self.groups[0] else 0

    @property
    def end(self) -> int:
        return self.groups[0][1] if self.groups[0] else 0


@dataclass
class Regex:
    """A compiled pattern. Raises RegexError on construction and Failure where a match takes too long."""

    pattern: str
    _matcher: Matcher = field(init=False, repr=False)
    _groups: int = field(init=False, repr=False)
    #: Characters that every match has. PCRE looks for those first, before it begins to try.
    _needs: frozenset[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        parser = _Parser(self.pattern)
        self._matcher = parser.whole()
        self._groups = parser.groups
        self._needs = frozenset(parser.needs)

    def search(self, text: str, start: int = 0, *, empty: bool = True) -> Match | None:
        """The first match from `start` on; without `empty`, the first that has at least a character."""
        if not self._needs <= set(text):
            return None
        state = _State(text, [None] * (self._groups + 1))
        limit = sys.getrecursionlimit()
        sys.setrecursionlimit(max(limit, _DEPTH))
        try:
            for at in range(start, len(text) + 1):
                end = self._matcher(state, at, lambda end, at=at: end if empty or end > at else -1)
                if end >= 0:
                    state.groups[0] = (at, end)
                    return Match(text, tuple(state.groups))
                state.groups = [None] * (self._groups + 1)
            return None
        except (_OutOfSteps, RecursionError):
            raise Failure("Regexp matching failed: match limit exceeded") from None
        finally:
            sys.setrecursionlimit(limit)

    def substitute(self, text: str, replacement: str, *, every: bool) -> str:
        """`regsub` and `regsuball`: `\\1` to `\\9` stand for groups and `\\0` for the whole.

        Only the first match of all may be empty.
        """
        out: list[str] = []
        at = 0
        match = self.search(text)
        while match is not None:
            out.append(text[at : match.start])
            out.append(_expand(match, replacement))
            at = match.end
            match = self.search(text, at, empty=False) if every else None
        out.append(text[at:])
        return "".join(out)


def _expand(match: Match, replacement: str) -> str:
    out: list[str] = []
    at = 0
    while at < len(replacement):
        char = replacement[at]
        following = replacement[at + 1 : at + 2]
        if char == "\\" and following.isdigit():
            out.append(match.group(int(following)))
            at += 2
        elif char == "\\" and following:
            out.append(following)
            at += 2
        else:
            out.append(char)
            at += 1
    return "".join(out)


@lru_cache(maxsize=512)
def compile_regex(pattern: str) -> Regex:
    """Raises RegexError."""
    return Regex(pattern)
