"""What a pattern says: the tree that the parser makes and that becomes a program."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from .pcre_sets import Set


class RegexError(Exception):
    """A pattern that PCRE2 refuses, in its words, with the offset in bytes that it gives."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.offset = offset


@dataclass
class Node:
    """A part of a pattern."""


@dataclass
class Chars(Node):
    """One byte out of a set."""

    chars: Set


@dataclass
class Sequence(Node):
    """One after the other; without parts it matches the empty text."""

    parts: list[Node]


@dataclass
class Choice(Node):
    """The first branch that leads to a match counts, as Perl has it: not the longest."""

    branches: list[Node]


@dataclass
class Group(Node):
    """`number` is None for one that captures nothing."""

    number: int | None
    body: Node


@dataclass
class Atomic(Node):
    """What it has matched once is not matched in another way: no place within it is come back to."""

    body: Node


@dataclass
class Look(Node):
    """A lookahead, or with `behind` a lookbehind. It takes no bytes."""

    body: Node
    behind: bool
    negative: bool
    #: Where it stands, for errors.
    offset: int = 0


@dataclass
class Repeat(Node):
    """`most` is -1 for no limit; `manner` is greedy, lazy or possessive."""

    body: Node
    least: int
    most: int
    manner: str


@dataclass
class Reference(Node):
    """To a group by number, or to all of a name."""

    group: int | str
    fold: bool
    offset: int
    numbers: list[int] = field(default_factory=list)


@dataclass
class Call(Node):
    """A group's pattern once more, 0 for the whole."""

    group: int | str
    offset: int
    number: int = 0


@dataclass
class Assert(Node):
    """`^`, `$` and their like, by name."""

    kind: str


@dataclass
class Keep(Node):
    """`\\K`"""


@dataclass
class Verb(Node):
    """FAIL, ACCEPT, COMMIT, PRUNE, SKIP or THEN."""

    name: str


@dataclass
class Condition(Node):
    """`kind` is group (with `group`), recursion, false or true, or look (with `look`)."""

    kind: str
    yes: Node
    no: Node | None
    group: int | str = 0
    look: Look | None = None
    offset: int = 0
    numbers: list[int] = field(default_factory=list)


@dataclass
class Pattern:
    """What of a pattern a program is made from."""

    root: Node
    groups: int
    #: Groups that something calls.
    called: set[int]
    #: Bytes that a branch of a lookbehind takes.
    width: Callable[[Node], int]
