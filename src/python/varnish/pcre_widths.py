"""How many bytes the parts of a pattern take, which a lookbehind has to know of each of its branches."""

from __future__ import annotations

from collections.abc import Mapping

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
    Reference,
    RegexError,
    Repeat,
    Sequence,
    Verb,
)

_WIDEST = 65535


class Widths:
    """Of a pattern whose references and calls know their groups."""

    def __init__(self, bodies: Mapping[int, Node]) -> None:
        #: What stands in each group; 0 is the whole pattern.
        self.bodies = bodies

    def check_behind(self, look: Look) -> None:
        """Raises RegexError for a lookbehind that PCRE2 10.42 refuses: each branch must be of one width, up to 65,535."""
        for branch in look.body.branches if isinstance(look.body, Choice) else [look.body]:
            length = self._of(branch, frozenset())
            if length is None:
                raise RegexError("lookbehind assertion is not fixed length", look.offset)
            if length > _WIDEST:
                raise RegexError("lookbehind assertion is too long", look.offset)

    def fixed(self, branch: Node) -> int:
        """Of a branch of a lookbehind that was checked."""
        return self._of(branch, frozenset()) or 0

    def _of(self, node: Node, calling: frozenset[int]) -> int | None:
        """How many bytes a part takes, None where that is not fixed."""
        if isinstance(node, Chars):
            return 1
        if isinstance(node, (Assert, Look, Keep, Verb)):
            return None if isinstance(node, Verb) and node.name == "ACCEPT" else 0
        if isinstance(node, Group):
            return self._of(node.body, calling)
        if isinstance(node, Atomic):
            return self._of(node.body, calling)
        if isinstance(node, Sequence):
            return _summed([self._of(part, calling) for part in node.parts])
        if isinstance(node, Choice):
            widths = {self._of(branch, calling) for branch in node.branches}
            return widths.pop() if len(widths) == 1 else None
        if isinstance(node, Repeat):
            width = self._of(node.body, calling) if node.least == node.most else None
            return None if width is None else width * node.least
        if isinstance(node, Reference):
            if not node.numbers:
                raise RegexError("reference to non-existent subpattern", node.offset)
            [first, *more] = node.numbers
            return None if more or node.fold else self._of_group(first, calling)
        if isinstance(node, Call):
            return self._of_group(node.number, calling)
        if isinstance(node, Condition):
            if node.kind == "define":
                return 0
            widths = {self._of(one, calling) for one in (node.yes, node.no) if one is not None}
            return widths.pop() if len(widths) == 1 else None
        raise AssertionError(node)

    def _of_group(self, number: int, calling: frozenset[int]) -> int | None:
        if number in calling or number not in self.bodies:
            return None
        return self._of(self.bodies[number], calling | {number})


def _summed(widths: list[int | None]) -> int | None:
    total = 0
    for width in widths:
        if width is None:
            return None
        total += width
    return total
