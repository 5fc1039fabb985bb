"""Regular expressions as Varnish has them: PCRE2 on bytes, matched by a backtracking machine with PCRE2's limits.

Python's `re` cannot be stopped once it has begun to backtrack; Varnish gives up at a limit and fails the VCL. So does this.
Text is looked at in its bytes, as Varnish does: a character outside of ASCII is two or more of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from .errors import Failure, deep
from .pcre_machine import LIMIT_REACHED, STEP_LIMIT, Machine
from .pcre_nodes import RegexError
from .pcre_parser import parse_pattern
from .pcre_program import FIRST_GROUP, START, write
from .work import Meter

__all__ = ["Match", "Regex", "RegexError", "compile_regex"]


@dataclass(frozen=True)
class Match:
    """Where a pattern matched, in bytes; `groups[0]` is the whole, None is a group that took no part."""

    bytes: str
    groups: tuple[tuple[int, int] | None, ...]

    def held(self, number: int) -> str:
        """A group's bytes."""
        span = self.groups[number] if number < len(self.groups) else None
        return "" if span is None else self.bytes[span[0] : span[1]]

    def group(self, number: int) -> str:
        """A group as text; "" for one that took no part, or that is not there."""
        return _text(self.held(number))

    @property
    def start(self) -> int:
        r"""Offset in bytes. `\K` can have moved it behind the place at which the match was tried."""
        return self.groups[0][0] if self.groups[0] else 0

    @property
    def end(self) -> int:
        """Offset in bytes, of what comes after it."""
        return self.groups[0][1] if self.groups[0] else 0


def _bytes(text: str) -> str:
    return text if text.isascii() else text.encode("utf-8", "surrogateescape").decode("latin-1")


def _text(data: str) -> str:
    return data if data.isascii() else data.encode("latin-1").decode("utf-8", "surrogateescape")


class Regex:
    """A compiled pattern. Raises RegexError on construction and Failure where a match takes too long."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        with deep():
            self._program = write(parse_pattern(_bytes(pattern)))

    def search(self, text: str, meter: Meter | None = None) -> Match | None:
        """The first match. `meter` is told of the steps that it took."""
        machine = Machine(self._program, _bytes(text), 0)
        try:
            return self._search(machine, 0)
        finally:
            if meter is not None:
                meter.count_steps(STEP_LIMIT - machine.steps)

    def _search(self, machine: Machine, start: int, *, empty: bool = True) -> Match | None:
        program, data = machine.program, machine.text
        if program.required and data.find(program.required, start) < 0:
            return None
        at = start
        machine.origin = start
        while at <= len(data):
            if program.entry is not None:
                found = program.entry.search(data, at)
                if found is None:
                    return None
                at = found.start()
            if program.anchored and at > 0 and at != start:
                return None
            matched = machine.try_at(at, empty=empty)
            if matched is not None:
                end, registers = matched
                groups = registers[FIRST_GROUP : FIRST_GROUP + program.groups]
                return Match(data, ((registers[START], end), *groups))
            skip, machine.skip = machine.skip, None
            if skip == -1:
                return None
            machine.steps -= 1
            if machine.steps < 0:
                raise Failure(LIMIT_REACHED)
            at = skip if skip is not None and skip > at else at + 1
        return None

    def substitute(
        self, text: str, replacement: str, *, every: bool, meter: Meter | None = None, most: int | None = None
    ) -> str:
        """`regsub` and `regsuball`: `\\1` to `\\9` stand for groups and `\\0` for the whole.

        Only the first match of all may be empty. Stops once the result is longer than `most`.
        """
        machine = Machine(self._program, _bytes(text), 0)
        try:
            return self._substitute(machine, text, _bytes(replacement), every, most)
        finally:
            if meter is not None:
                meter.count_steps(STEP_LIMIT - machine.steps)

    def _substitute(self, machine: Machine, text: str, by: str, every: bool, most: int | None) -> str:
        data = machine.text
        match = self._search(machine, 0)
        if match is None:
            return text
        out: list[str] = []
        at = length = 0
        while match is not None:
            out.append(data[at : match.start])
            out.append(_expand(match, by))
            at = match.end
            length += len(out[-1]) + len(out[-2])
            if most is not None and length > most:
                break
            match = self._search(machine, at, empty=False) if every else None
        out.append(data[at:])
        return _text("".join(out))


def _expand(match: Match, replacement: str) -> str:
    if "\\" not in replacement:
        return replacement
    out: list[str] = []
    at = 0
    while at < len(replacement):
        char = replacement[at]
        following = replacement[at + 1 : at + 2]
        if char == "\\" and following.isdigit() and following.isascii():
            out.append(match.held(int(following)))
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
