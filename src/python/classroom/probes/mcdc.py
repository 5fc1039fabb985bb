"""Which conditions have decided alone: MC/DC over evaluations that were seen. docs/conditions.md says what and why.

Knows truth tables only. A decision is a tree of conditions; an evaluation is a list of answers, one for each condition.
"""

from dataclasses import dataclass, field
from typing import Literal

Answer = Literal["true", "false", "not-asked", "unknown"]


@dataclass(eq=False)
class Leaf:
    """A condition: its place among the decision's answers and, for a literal, the truth that it always has."""

    index: int
    constant: bool | None = None


@dataclass(eq=False)
class Not:
    """Its part, turned over."""

    part: Tree


@dataclass(eq=False)
class Junction:
    """Its parts joined, from left to right, by `and` (`every` is true) or by `or`."""

    every: bool
    parts: list[Tree] = field(default_factory=list)


Tree = Leaf | Not | Junction


def answer(truth: bool) -> Literal["true", "false"]:
    """The word for a truth."""
    return "true" if truth else "false"


def resolve(tree: Tree, answers: list[Answer]) -> bool | Leaf:
    """What the tree comes to as Python evaluates it, or the condition whose answer it would need next."""
    match tree:
        case Leaf(index, constant):
            known = answers[index]
            if known in ("true", "false"):
                return known == "true"
            return tree if constant is None else constant
        case Not(part):
            truth = resolve(part, answers)
            return truth if isinstance(truth, Leaf) else not truth
        case Junction(every, parts):
            for part in parts:
                truth = resolve(part, answers)
                if isinstance(truth, Leaf) or truth != every:
                    return truth
            return every


def conclude(tree: Tree, answers: list[Answer], truth: bool) -> None:
    """Notes in `answers` what follows when `tree` came out as `truth`: the one open condition that must have made it so."""
    open_leaf = resolve(tree, answers)
    if not isinstance(open_leaf, Leaf):
        return
    fits = []
    for guess in (True, False):
        answers[open_leaf.index] = answer(guess)
        outcome = resolve(tree, answers)
        if isinstance(outcome, Leaf) or outcome == truth:
            fits.append(guess)
    answers[open_leaf.index] = answer(fits[0]) if len(fits) == 1 else "not-asked"


def asked(tree: Tree, answers: list[Answer]) -> list[Leaf]:
    """The conditions that were reached, the one that is still open included."""
    match tree:
        case Leaf():
            return [tree]
        case Not(part):
            return asked(part, answers)
        case Junction(every, parts):
            found: list[Leaf] = []
            for part in parts:
                found += asked(part, answers)
                if resolve(part, answers) is not every:
                    break
            return found


def may_begin(tree: Tree) -> bool:
    """Whether an evaluation can begin with an answer for this part: it is one condition, no literal, or the `not` of one."""
    match tree:
        case Leaf(constant=constant):
            return constant is None
        case Not(part):
            return may_begin(part)
        case Junction():
            return False


def decides(tree: Tree, condition: int, answers: list[Answer]) -> bool:
    """Whether the outcome hangs on this condition in this evaluation, for some value of what was not asked.

    In the words of masking MC/DC: no other operand masks it.
    """
    match tree:
        case Leaf():
            return True
        case Not(part):
            return decides(part, condition, answers)
        case Junction(every, parts):
            return all(
                decides(part, condition, answers)
                if _holds(part, condition)
                else _may_be(part, every, answers)
                for part in parts
            )


def leaves(tree: Tree) -> list[Leaf]:
    """The conditions of a tree, from left to right."""
    match tree:
        case Leaf():
            return [tree]
        case Not(part):
            return leaves(part)
        case Junction(_, parts):
            return [leaf for part in parts for leaf in leaves(part)]


@dataclass(frozen=True)
class Pairs:
    """Indexes of two evaluations, the one where the condition was true first. None where there are no such two."""

    alone: tuple[int, int] | None
    unique_cause: tuple[int, int] | None


def pairs(tree: Tree, condition: int, evaluations: list[tuple[list[Answer], str]]) -> Pairs:
    """The first pair of evaluations (answers and outcome) that shows the condition deciding alone, by either form.

    Where unique cause has a pair, masking is shown by the same one: it is the plainer to read.
    """
    yes: dict[tuple[Answer, ...], int] = {}
    no: dict[tuple[Answer, ...], int] = {}
    for index, (answers, outcome) in enumerate(evaluations):
        if outcome in ("true", "false") and decides(tree, condition, answers):
            if answers[condition] == "true":
                yes.setdefault(tuple(answers), index)
            elif answers[condition] == "false":
                no.setdefault(tuple(answers), index)
    found = [
        (one, other)
        for one in yes.values()
        for other in no.values()
        if evaluations[one][1] != evaluations[other][1]
    ]
    unique = [
        pair for pair in found if _differ_only_in(condition, *(evaluations[index][0] for index in pair))
    ]
    cause = min(unique, key=_how_late, default=None)
    return Pairs(cause or min(found, key=_how_late, default=None), cause)


def _holds(tree: Tree, condition: int) -> bool:
    return any(leaf.index == condition for leaf in leaves(tree))


def _how_late(pair: tuple[int, int]) -> tuple[int, int]:
    return max(pair), min(pair)


def _differ_only_in(condition: int, one: list[Answer], other: list[Answer]) -> bool:
    return all(
        "unknown" not in both and (both[0] == both[1] or "not-asked" in both)
        for index, both in enumerate(zip(one, other, strict=True))
        if index != condition
    )


def _may_be(tree: Tree, truth: bool, answers: list[Answer]) -> bool:
    """Whether what was seen allows this truth; what was not asked is free, what is not known allows nothing."""
    match tree:
        case Leaf(index, constant):
            known = answers[index]
            if known == "not-asked":
                return constant is None or constant == truth
            return known == answer(truth)
        case Not(part):
            return _may_be(part, not truth, answers)
        case Junction(every, parts):
            join = all if truth == every else any
            return join(_may_be(part, truth, answers) for part in parts)
