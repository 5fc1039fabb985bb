"""Regular expressions as Varnish has them: PCRE2 on bytes, matched by a backtracking machine with PCRE2's limits.

Python's `re` cannot be stopped once it has begun to backtrack; Varnish gives up at a limit and fails the VCL. So does this.
Text is looked at in its bytes, as Varnish does: a character outside of ASCII is two or more of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from . import pcre_program as do
from .errors import Failure, deep
from .pcre_nodes import RegexError
from .pcre_parser import parse_pattern
from .pcre_program import CALLER, FIRST_GROUP, START, WORDS, Program
from .pcre_sets import WORD
from .work import Meter

__all__ = ["Match", "Regex", "RegexError", "compile_regex"]

#: What PCRE2 counts against Varnish's limit, at one place of the text: rounds of repeated groups and of single characters.
MATCH_LIMIT = 10_000
#: Words of the stack that PCRE2's compiled code has without being given one.
STACK_LIMIT = 4_094
#: Steps of this machine in one search, a guard against patterns that would take minutes. PCRE2 has no such limit.
STEP_LIMIT = 300_000

_LIMIT = "Regexp matching failed: match limit exceeded"
_STACK = "Regexp matching failed: JIT stack limit reached"
_LOOP = "Regexp matching failed: nested recursion at the same subject position"

# Kinds of what is kept on the stack to come back to.
_GO, _SHORTER, _LONGER, _VERB = range(4)
Registers = tuple[Any, ...]


def _holds(kind: str, text: str, at: int, origin: int) -> bool:
    end = len(text)
    if kind == "start":
        return at == 0
    if kind == "end-or-newline":
        return at == end or (at == end - 1 and text[at] == "\n")
    if kind == "line-start":
        return at == 0 or (text[at - 1] == "\n" and at < end)
    if kind == "line-end":
        return at == end or text[at] == "\n"
    if kind == "end":
        return at == end
    if kind == "origin":
        return at == origin
    before = at > 0 and text[at - 1] in WORD
    after = at < end and text[at] in WORD
    return (before != after) == (kind == "edge")


class _Machine:
    """One search: the steps that are left to it, and the text."""

    def __init__(self, program: Program, text: str, origin: int) -> None:
        self.program = program
        self.text = text
        self.origin = origin
        self.steps = STEP_LIMIT
        #: Where the next try is to begin, after a verb; -1 for nowhere.
        self.skip: int | None = None

    def try_at(self, start: int, *, empty: bool) -> tuple[int, Registers] | None:
        """The end of the match that begins here, with the registers. Raises Failure at a limit."""
        code, text, origin = self.program.code, self.text, self.origin
        length = len(text)
        registers: Registers = (start, 0, None) + (None,) * (self.program.registers - FIRST_GROUP)
        stack: list[tuple[Any, ...]] = []
        at, place = start, 0
        budget = MATCH_LIMIT
        steps = self.steps
        while True:
            one = code[place]
            kind = one[0]
            place += 1
            if kind == do.TEXT:
                if text.startswith(one[1], at):
                    at += len(one[1])
                    continue
            elif kind == do.SET:
                if at < length and text[at] in one[1]:
                    at += 1
                    continue
            elif kind == do.RUN:
                _, finder, chars, least, most, manner = one
                budget -= 1
                limit = length if most < 0 else min(length, at + most)
                if manner == "lazy":
                    end = finder.match(text, at, min(limit, at + least)).end() if least else at
                    if end - at >= least:
                        if end < limit:
                            stack.append((_LONGER, place, end, registers, chars, limit))
                        at = end
                        continue
                else:
                    end = finder.match(text, at, limit).end()
                    if end - at >= least:
                        if manner == "greedy" and end - at > least:
                            stack.append((_SHORTER, place, end, registers, at + least))
                        at = end
                        continue
            elif kind == do.FORK:
                stack.append((_GO, one[1], at, registers))
                continue
            elif kind == do.FORK_LAZY:
                stack.append((_GO, place, at, registers))
                place = one[1]
                continue
            elif kind == do.JUMP:
                place = one[1]
                continue
            elif kind == do.OPEN or kind == do.ROUND:
                registers = _with(registers, one[1], at)
                continue
            elif kind == do.CLOSE:
                registers = _with(registers, one[2], (registers[one[1]], at))
                continue
            elif kind == do.ASSERT:
                if _holds(one[1], text, at, origin):
                    continue
            elif kind == do.ROUND_END:
                steps -= 1
                budget -= 1
                words = registers[WORDS] + one[2]
                if words > STACK_LIMIT:
                    raise Failure(_STACK)
                if registers[one[1]] == at:
                    place = one[3]
                registers = _with(registers, WORDS, words)
                if budget >= 0 and steps >= 0:
                    continue
            elif kind == do.MARK:
                registers = _with(registers, one[1], (len(stack), registers[WORDS]))
                continue
            elif kind == do.CUT:
                height, words = registers[one[1]]
                del stack[height:]
                registers = _with(registers, WORDS, words)
                continue
            elif kind == do.LOOK:
                registers = _with(registers, one[1], (len(stack), at))
                continue
            elif kind == do.LOOK_END:
                height, at = registers[one[1]]
                del stack[height:]
                continue
            elif kind == do.UNLESS:
                registers = _with(registers, one[1], len(stack))
                stack.append((_GO, one[2], at, registers))
                continue
            elif kind == do.UNLESS_END:
                del stack[registers[one[1]] :]
            elif kind == do.BACK:
                if at >= one[1]:
                    at -= one[1]
                    continue
            elif kind == do.REFERENCE:
                held = next((registers[group] for group in one[1] if registers[group] is not None), None)
                if held is not None:
                    wanted = text[held[0] : held[1]]
                    found = text[at : at + len(wanted)]
                    if wanted == found or (one[2] and _lower(wanted) == _lower(found)):
                        at += len(wanted)
                        continue
            elif kind == do.CALL:
                caller = registers[CALLER]
                above = caller
                while above is not None and above[3] == at:
                    if above[2] == one[1]:
                        raise Failure(_LOOP)
                    above = above[4]
                words = registers[WORDS] + 2
                steps -= 1
                if words > STACK_LIMIT:
                    raise Failure(_STACK)
                registers = (
                    *registers[:WORDS],
                    words,
                    (place, registers, one[1], at, caller),
                    *registers[FIRST_GROUP:],
                )
                place = one[2]
                if steps >= 0:
                    continue
            elif kind == do.RETURN:
                caller = registers[CALLER]
                if caller is not None and caller[2] == one[1]:
                    place = caller[0]
                    registers = (*registers[:CALLER], *caller[1][CALLER:])
                continue
            elif kind == do.KEEP:
                registers = _with(registers, START, at)
                continue
            elif kind == do.IF_GROUP:
                if all(registers[group] is None for group in one[1]):
                    place = one[2]
                continue
            elif kind == do.IF_CALLED:
                caller = registers[CALLER]
                if caller is None or (one[1] is not None and caller[2] not in one[1]):
                    place = one[2]
                continue
            elif kind == do.DONE:
                if empty or at > start:
                    return at, registers
            elif kind == do.ACCEPT:
                caller = registers[CALLER]
                if caller is None:
                    return at, registers
                place = caller[0]
                registers = (*registers[:CALLER], *caller[1][CALLER:])
                continue
            elif kind in (do.COMMIT, do.PRUNE, do.SKIP):
                stack.append((_VERB, kind, at, registers))
                continue
            elif kind == do.THEN:
                stack.append((_VERB, kind, at, registers, registers[one[1]][0]))
                continue
            # It does not match like this: back to where there was a choice.
            steps -= 1
            if steps < 0 or budget < 0:
                raise Failure(_LIMIT)
            while True:
                if not stack:
                    self.steps = steps
                    return None
                back = stack.pop()
                what = back[0]
                if what == _GO:
                    _, place, at, registers = back
                    break
                if what == _SHORTER:
                    _, place, at, registers, least = back
                    at -= 1
                    if at > least:
                        stack.append((_SHORTER, place, at, registers, least))
                    break
                if what == _LONGER:
                    _, place, at, registers, chars, limit = back
                    if text[at] in chars:
                        at += 1
                        if at < limit:
                            stack.append((_LONGER, place, at, registers, chars, limit))
                        break
                elif back[1] == do.THEN:
                    del stack[back[4] :]
                else:
                    self.steps = steps
                    self.skip = {do.COMMIT: -1, do.SKIP: back[2]}.get(back[1])
                    return None


def _with(registers: Registers, place: int, value: Any) -> Registers:
    return (*registers[:place], value, *registers[place + 1 :])


def _lower(text: str) -> str:
    return "".join(one.lower() if one.isascii() else one for one in text)


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
        return _text(self.held(number))

    @property
    def start(self) -> int:
        return self.groups[0][0] if self.groups[0] else 0

    @property
    def end(self) -> int:
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
            self._program = do.write(parse_pattern(_bytes(pattern)))

    def search(self, text: str, meter: Meter | None = None) -> Match | None:
        """The first match. `meter` is told of the steps that it took."""
        machine = _Machine(self._program, _bytes(text), 0)
        try:
            return self._search(machine, 0)
        finally:
            if meter is not None:
                meter.count_steps(STEP_LIMIT - machine.steps)

    def _search(self, machine: _Machine, start: int, *, empty: bool = True) -> Match | None:
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
                raise Failure(_LIMIT)
            at = skip if skip is not None and skip > at else at + 1
        return None

    def substitute(
        self, text: str, replacement: str, *, every: bool, meter: Meter | None = None, most: int | None = None
    ) -> str:
        """`regsub` and `regsuball`: `\\1` to `\\9` stand for groups and `\\0` for the whole.

        Only the first match of all may be empty. Stops once the result is longer than `most`.
        """
        machine = _Machine(self._program, _bytes(text), 0)
        try:
            return self._substitute(machine, text, _bytes(replacement), every, most)
        finally:
            if meter is not None:
                meter.count_steps(STEP_LIMIT - machine.steps)

    def _substitute(self, machine: _Machine, text: str, by: str, every: bool, most: int | None) -> str:
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
