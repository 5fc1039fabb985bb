"""How long PCRE2's compiled code would be, in code units: a pattern that would be too long is refused."""

from __future__ import annotations

from .pcre_nodes import (
    Atomic,
    Chars,
    Choice,
    Condition,
    Group,
    Keep,
    Look,
    Node,
    Reference,
    Repeat,
    Sequence,
    Verb,
)

LIMIT = 65535
_LINK = 2
_BRACKET = 2 * (1 + _LINK)
BRANCH = 1 + _LINK
#: An operator and the bitmap of a set.
_SET = 33


def of_pattern(root: Node) -> int:
    """Code units of a whole pattern, with the brackets around it and its end."""
    return of(root) + _BRACKET + 1


def of(node: Node) -> int:
    """Cut off once it is too long anyway."""
    return min(_of(node), 100 * LIMIT)


def _of(node: Node) -> int:
    if isinstance(node, Chars):
        return _one(node)
    if isinstance(node, Sequence):
        return sum([of(part) for part in node.parts])
    if isinstance(node, Choice):
        return sum([of(branch) for branch in node.branches]) + (len(node.branches) - 1) * BRANCH
    if isinstance(node, Group):
        return of(node.body) + _BRACKET + (2 if node.number is not None else 0)
    if isinstance(node, (Atomic, Look)):
        behind = isinstance(node, Look) and node.behind
        return of(node.body) + _BRACKET + (1 + _LINK if behind else 0)
    if isinstance(node, Repeat):
        return _repeated(node)
    if isinstance(node, Reference):
        return 3
    if isinstance(node, Condition):
        branches = [one for one in (node.yes, node.no) if one is not None]
        return sum([of(one) for one in branches]) + len(branches) * (1 + _LINK) + _BRACKET + 3
    return 1 if isinstance(node, (Keep, Verb)) else 1 + _LINK if not hasattr(node, "kind") else 1


def _one(node: Chars) -> int:
    size = len(node.chars)
    if size == 1 or (size == 2 and len({one.lower() for one in node.chars}) == 1):
        return 2
    return _SET if size not in (0, 255, 256) else 2


def _repeated(node: Repeat) -> int:
    """Single characters have counted operators; a group is written out as often as it may come."""
    if isinstance(node.body, Chars):
        one = _one(node.body)
        if one == _SET:
            return _SET + 1 + (4 if node.most > 1 or node.least > 1 else 0)
        return one + (2 if node.least > 0 and node.most != node.least else 0) + 2
    once = of(node.body)
    copies = max(1, node.least if node.most < 0 else node.most)
    extra = (copies - node.least) * (_BRACKET + 1) if node.most > 1 else 1
    return once * copies + max(0, extra)
