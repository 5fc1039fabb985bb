"""A pattern's tree as a program for the matcher: instructions in a row, each a tuple that begins with what it does."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from .pcre_nodes import (
    Assert,
    Atomic,
    Call,
    Chars,
    Choice,
    Condition,
    Group,
    Keep,
    Look,
    Node,
    Pattern,
    Reference,
    Repeat,
    Sequence,
    Verb,
)
from .pcre_sets import Set

(
    TEXT, SET, RUN, FORK, FORK_LAZY, JUMP, OPEN, CLOSE, ASSERT, ROUND, ROUND_END, MARK, CUT, LOOK, LOOK_END, UNLESS,
    UNLESS_END, BACK, REFERENCE, CALL, RETURN, KEEP, FAIL, ACCEPT, COMMIT, PRUNE, SKIP, THEN, IF_GROUP, IF_CALLED, DONE,
) = range(31)  # fmt: skip

_VERBS = {"FAIL": FAIL, "ACCEPT": ACCEPT, "COMMIT": COMMIT, "PRUNE": PRUNE, "SKIP": SKIP, "THEN": THEN}

#: Places in a match's registers: where the match is said to begin, how much of PCRE2's stack is in use, what called.
START, WORDS, CALLER, FIRST_GROUP = 0, 1, 2, 3


@dataclass
class Program:
    """Instructions, and what can be told of every match before it is tried."""

    code: list[tuple[Any, ...]]
    groups: int
    registers: int
    #: Finds places at which a match can begin; None where it may begin with anything.
    entry: re.Pattern[str] | None
    #: A match can begin at the start of the text only.
    anchored: bool
    #: The last character that every match has. PCRE2 looks for it before it begins to try.
    required: str


def one_of(chars: Set) -> str:
    """A set for Python's `re`."""
    if not chars:
        return r"(?!)"
    return "[" + "".join(f"\\x{ord(one):02x}" for one in sorted(chars)) + "]"


class _Writer:
    def __init__(self, pattern: Pattern) -> None:
        self.pattern = pattern
        self.code: list[tuple[Any, ...]] = []
        self.registers = FIRST_GROUP + pattern.groups
        self.entries: dict[int, int] = {}
        self.calls: list[tuple[int, int]] = []
        self.sets: dict[Set, re.Pattern[str]] = {}
        self.alternative: int | None = None

    def register(self) -> int:
        self.registers += 1
        return self.registers - 1

    def add(self, *instruction: Any) -> int:
        self.code.append(instruction)
        return len(self.code) - 1

    def patch(self, at: int, *more: Any) -> None:
        self.code[at] = (*self.code[at], *more)

    @property
    def here(self) -> int:
        return len(self.code)

    def node(self, node: Node) -> None:
        _WRITERS[type(node)](self, node)

    def chars(self, node: Chars) -> None:
        if len(node.chars) == 1:
            [char] = node.chars
            self.add(TEXT, char)
        else:
            self.add(SET, node.chars)

    def sequence(self, node: Sequence) -> None:
        text = ""
        for part in node.parts:
            if isinstance(part, Chars) and len(part.chars) == 1:
                text += next(iter(part.chars))
                continue
            if text:
                self.add(TEXT, text)
                text = ""
            self.node(part)
        if text:
            self.add(TEXT, text)

    def choice(self, node: Choice) -> None:
        outer, self.alternative = self.alternative, self.register()
        ends = []
        for branch in node.branches[:-1]:
            fork = self.add(FORK)
            self.add(MARK, self.alternative)
            self.node(branch)
            ends.append(self.add(JUMP))
            self.patch(fork, self.here)
        self.add(MARK, self.alternative)
        self.node(node.branches[-1])
        for end in ends:
            self.patch(end, self.here)
        self.alternative = outer

    def group(self, node: Group) -> None:
        if node.number is None:
            self.node(node.body)
            return
        self.entries.setdefault(node.number, self.here)
        place = self.register()
        self.add(OPEN, place)
        self.node(node.body)
        self.add(CLOSE, place, FIRST_GROUP + node.number - 1)
        if node.number in self.pattern.called:
            self.add(RETURN, node.number)

    def atomic(self, node: Atomic) -> None:
        place = self.register()
        self.add(MARK, place)
        self.node(node.body)
        self.add(CUT, place)

    def look(self, node: Look) -> None:
        place = self.register()
        start = self.add(UNLESS if node.negative else LOOK, place)
        if node.behind:
            self.behind(node.body)
        else:
            self.node(node.body)
        self.add(UNLESS_END if node.negative else LOOK_END, place)
        if node.negative:
            self.patch(start, self.here)

    def behind(self, body: Node) -> None:
        branches = body.branches if isinstance(body, Choice) else [body]
        ends = []
        for index, branch in enumerate(branches):
            fork = self.add(FORK) if index < len(branches) - 1 else None
            self.add(BACK, self.width(branch))
            self.node(branch)
            ends.append(self.add(JUMP))
            if fork is not None:
                self.patch(fork, self.here)
        for end in ends:
            self.patch(end, self.here)

    def width(self, node: Node) -> int:
        return self.pattern.width(node)

    def repeat(self, node: Repeat) -> None:
        body = node.body
        if node.most == 0:
            if self.pattern.called:
                over = self.add(JUMP)
                self.node(body)
                self.patch(over, self.here)
            return
        if isinstance(body, Chars):
            self.add(RUN, self.finder(body.chars), body.chars, node.least, node.most, node.manner)
            return
        if node.manner == "possessive":
            self.atomic(Atomic(Repeat(body, node.least, node.most, "greedy")))
            return
        if (node.least, node.most) == (1, 1):
            self.node(body)
            return
        fork = FORK if node.manner == "greedy" else FORK_LAZY
        if node.most < 0:
            for _ in range(node.least - 1):
                self.node(body)
            self.endless(body, fork, at_least_once=node.least > 0)
            return
        for _ in range(node.least):
            self.node(body)
        leave = []
        for _ in range(node.most - node.least):
            leave.append(self.add(fork))
            self.node(body)
        for one in leave:
            self.patch(one, self.here)

    def endless(self, body: Node, fork: int, *, at_least_once: bool) -> None:
        place = self.register()
        skip = None if at_least_once else self.add(fork)
        start = self.add(ROUND, place)
        self.node(body)
        end = self.add(ROUND_END, place, 1 + _weight(body))
        again = self.add(fork)
        self.add(JUMP, start)
        self.patch(again, self.here)
        self.patch(end, self.here)
        if skip is not None:
            self.patch(skip, self.here)

    def finder(self, chars: Set) -> re.Pattern[str]:
        if chars not in self.sets:
            self.sets[chars] = re.compile(one_of(chars) + "*")
        return self.sets[chars]

    def reference(self, node: Reference) -> None:
        self.add(REFERENCE, tuple(FIRST_GROUP + one - 1 for one in node.numbers), node.fold)

    def call(self, node: Call) -> None:
        self.calls.append((self.add(CALL, node.number), node.number))

    def condition(self, node: Condition) -> None:
        no = node.no if node.no is not None else Sequence([])
        if node.kind == "define":
            over = self.add(JUMP)
            self.node(node.yes)
            self.patch(over, self.here)
            return
        if node.kind in ("true", "false"):
            self.node(node.yes if node.kind == "true" else no)
            return
        if node.look is not None:
            self.if_look(node.look, node.yes, no)
            return
        if node.kind == "group":
            test = self.add(IF_GROUP, tuple(FIRST_GROUP + one - 1 for one in node.numbers))
        else:
            test = self.add(IF_CALLED, tuple(node.numbers) if node.numbers else None)
        self.node(node.yes)
        over = self.add(JUMP)
        self.patch(test, self.here)
        self.node(no)
        self.patch(over, self.here)

    def if_look(self, look: Look, yes: Node, no: Node) -> None:
        """A look that fails goes to `no`: what is left of it once it has held would lead there too, and is cut."""
        outside, place = self.register(), self.register()
        self.add(MARK, outside)
        fork = self.add(FORK)
        start = self.add(UNLESS if look.negative else LOOK, place)
        if look.behind:
            self.behind(look.body)
        else:
            self.node(look.body)
        self.add(UNLESS_END if look.negative else LOOK_END, place)
        if look.negative:
            self.patch(start, self.here)
        self.add(CUT, outside)
        self.node(yes)
        over = self.add(JUMP)
        self.patch(fork, self.here)
        self.node(no)
        self.patch(over, self.here)

    def verb(self, node: Verb) -> None:
        if node.name == "THEN" and self.alternative is not None:
            self.add(THEN, self.alternative)
        else:
            self.add(PRUNE if node.name == "THEN" else _VERBS[node.name])

    def finish(self) -> None:
        if 0 in self.pattern.called:
            self.add(RETURN, 0)
        self.add(DONE)
        self.entries[0] = 0
        for at, number in self.calls:
            self.patch(at, self.entries[number])


_WRITERS: dict[type, Any] = {
    Chars: _Writer.chars,
    Sequence: _Writer.sequence,
    Choice: _Writer.choice,
    Group: _Writer.group,
    Atomic: _Writer.atomic,
    Look: _Writer.look,
    Repeat: _Writer.repeat,
    Reference: _Writer.reference,
    Call: _Writer.call,
    Assert: lambda writer, node: writer.add(ASSERT, node.kind),
    Keep: lambda writer, node: writer.add(KEEP),
    Verb: _Writer.verb,
    Condition: _Writer.condition,
}


def _weight(node: Node) -> int:
    """Words of stack that a round of a repeated group costs PCRE2's compiled code, as measured."""
    if isinstance(node, Sequence):
        return sum([_weight(part) for part in node.parts])
    if isinstance(node, Choice):
        return 2 + max(_weight(branch) for branch in node.branches)
    if isinstance(node, Group):
        inside = _weight(node.body)
        return inside if node.number is None else inside + (1 if isinstance(node.body, Choice) else 2)
    if isinstance(node, Repeat) and not isinstance(node.body, Chars):
        return 1 + _weight(node.body)
    return 0


def _first(node: Node) -> tuple[Set, bool] | None:
    """The characters that a part can begin with, and whether it can be empty; None where that is not plain."""
    if isinstance(node, Chars):
        return node.chars, False
    if isinstance(node, Sequence):
        found: Set = frozenset()
        for part in node.parts:
            one = _first(part)
            if one is None:
                return None
            found |= one[0]
            if not one[1]:
                return found, False
        return found, True
    if isinstance(node, Choice):
        firsts = [_first(branch) for branch in node.branches]
        if any(one is None for one in firsts):
            return None
        known = [one for one in firsts if one is not None]
        return frozenset().union(*[one[0] for one in known]), any(one[1] for one in known)
    if isinstance(node, (Group, Atomic)):
        return _first(node.body)
    if isinstance(node, Repeat):
        inside = _first(node.body) if node.most != 0 else (frozenset(), True)
        return inside and (inside[0], inside[1] or node.least == 0)
    if isinstance(node, (Assert, Keep)) or (isinstance(node, Verb) and node.name not in ("ACCEPT", "FAIL")):
        return frozenset(), True
    return None


def _anchored(node: Node) -> bool:
    if isinstance(node, Assert):
        return node.kind in ("start", "origin")
    if isinstance(node, Sequence):
        return bool(node.parts) and _anchored(node.parts[0])
    if isinstance(node, Choice):
        return all(_anchored(branch) for branch in node.branches)
    return isinstance(node, (Group, Atomic)) and _anchored(node.body)


def _required(node: Node) -> str:
    if isinstance(node, Chars):
        return next(iter(node.chars)) if len(node.chars) == 1 else ""
    if isinstance(node, Sequence):
        return next((found for part in reversed(node.parts) if (found := _required(part))), "")
    if isinstance(node, Choice):
        found = {_required(branch) for branch in node.branches}
        return found.pop() if len(found) == 1 else ""
    if isinstance(node, (Group, Atomic)):
        return _required(node.body)
    if isinstance(node, Repeat):
        return _required(node.body) if node.least > 0 else ""
    return ""


def write(pattern: Pattern) -> Program:
    """The program of a tree. Each group that is called becomes code that can be entered from anywhere."""
    writer = _Writer(pattern)
    writer.node(pattern.root)
    writer.finish()
    root = pattern.root
    odd = any(one[0] in (ACCEPT, COMMIT, PRUNE, SKIP, THEN) for one in writer.code)
    first = _first(root)
    entry = re.compile(one_of(first[0])) if first is not None and not first[1] else None
    return Program(
        writer.code,
        pattern.groups,
        writer.registers,
        entry,
        _anchored(root) and not odd,
        "" if odd else _required(root),
    )
