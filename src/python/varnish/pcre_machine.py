"""The machine that matches: a program of pcre_program.py over the bytes of a text, with a stack of its own to come back to and
PCRE2's limits."""

from __future__ import annotations

from typing import Any

from . import pcre_program as do
from .errors import Failure
from .pcre_program import CALLER, FIRST_GROUP, START, WORDS, Program
from .pcre_sets import WORD

#: What PCRE2 counts against Varnish's limit, at one place of the text: rounds of repeated groups and of single characters.
MATCH_LIMIT = 10_000
#: Words of the stack that PCRE2's compiled code has without being given one.
STACK_LIMIT = 4_094
#: Steps of this machine in one search, a guard against patterns that would take minutes. PCRE2 has no such limit.
STEP_LIMIT = 300_000

LIMIT_REACHED = "Regexp matching failed: match limit exceeded"
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


class Machine:
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
                if caller is not None:
                    place = caller[0]
                    registers = (*registers[:CALLER], *caller[1][CALLER:])
                    continue
                if empty or at > start:
                    return at, registers
            elif kind in (do.COMMIT, do.PRUNE, do.SKIP):
                stack.append((_VERB, kind, at, registers))
                continue
            elif kind == do.THEN:
                stack.append((_VERB, kind, at, registers, registers[one[1]][0]))
                continue
            # It does not match like this: back to where there was a choice.
            steps -= 1
            if steps < 0 or budget < 0:
                raise Failure(LIMIT_REACHED)
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
