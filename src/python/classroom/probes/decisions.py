"""The decisions of a module, found in its syntax tree, and the places where the compiled code shows how they come out.

A decision knows at which spans CPython puts its conditional jumps and what each of them tells: measured on 3.14, and
pinned by tests/python/test_conditions.py. Terms: docs/conditions.md.
"""

import ast
from dataclasses import dataclass, field
from typing import Literal

from classroom.probes.mcdc import Junction, Leaf, Not, Tree, leaves
from classroom.source import Runs, Source, Span, span


@dataclass
class Condition:
    """An operand that holds no boolean operator, or a link of a chained comparison."""

    leaf: Leaf
    source: str
    span: Span
    true_at_none: bool
    """Whether it is an `is`: jumps that ask for None by themselves then mean true by it."""
    note: str | None = None


@dataclass(frozen=True, eq=False)
class Target:
    """What a jump tells: the truth of a part of a decision, or of its opposite."""

    decision: Decision
    part: Tree
    opposite: bool = False


@dataclass(frozen=True)
class Spot:
    """A jump to be found in the code: what it tells, and the spans at which it may stand.

    In `(a and b) and c` the jump on a goes straight out, and stands at the span of the whole.
    """

    target: Target
    spans: frozenset[Span]


type Kind = Literal["if", "elif", "while", "ternary", "filter", "assert", "guard", "value"]


@dataclass(eq=False)
class Decision:
    """A Boolean expression that decides."""

    kind: Kind
    source: str
    span: Span
    tree: Tree = field(default_factory=lambda: Junction(True))
    conditions: list[Condition] = field(default_factory=list)
    is_returned: bool = False
    """Whether its value is what the function returns, so that the value tells the outcome."""
    feeds: Target | None = None
    """The condition of another decision that comes out as this one does."""

    @property
    def is_constant(self) -> bool:
        """Whether literals alone make it up: `while True` decides nothing."""
        return all(condition.leaf.constant is not None for condition in self.conditions)


@dataclass
class Module:
    """The decisions of a module in the order of the source, and where the compiled code tells of them."""

    decisions: list[Decision] = field(default_factory=list)
    spots: dict[Span, list[Spot]] = field(default_factory=dict)
    """For each span at which jumps stand: the jumps that belong together there, in the order of the code."""
    nones: dict[Span, Span] = field(default_factory=dict)
    """For comparisons with None: the span of the operand, to the span in `spots`."""
    skips: dict[Span, list[Span]] = field(default_factory=dict)
    """For comparisons with None that filter: the span of what the comprehension yields, to their spans in `spots`."""


def find(source: Source) -> Module:
    """The decisions of a module."""
    finder = _Finder(source)
    finder.visit(source.tree)
    module = finder.module
    module.decisions = [decision for decision in module.decisions if not decision.is_constant]
    module.decisions.sort(key=lambda each: (each.span[0], each.span[2], -each.span[1], -each.span[3]))
    return module


class _Finder(Runs):
    def __init__(self, source: Source) -> None:
        self.source = source
        self.module = Module()
        self._in_finally_of = 0
        self._yielded: Span | None = None

    # ------------------------------------------------------------------------------------ where a decision stands

    def visit_If(self, node: ast.If) -> None:
        is_elif = self.source.text.startswith("elif", self.source.start(node))
        self._decide("elif" if is_elif else "if", node.test)
        self.visit_all([*node.body, *node.orelse])

    def visit_While(self, node: ast.While) -> None:
        self._decide("while", node.test)
        self.visit_all([*node.body, *node.orelse])

    def visit_IfExp(self, node: ast.IfExp) -> None:
        self._decide("ternary", node.test)
        self.visit_all([node.body, node.orelse])

    def visit_Assert(self, node: ast.Assert) -> None:
        self._decide("assert", node.test)
        self.visit_all([node.msg])

    def visit_ListComp(self, node: ast.ListComp | ast.SetComp | ast.GeneratorExp) -> None:
        self._comprehension(node.generators, span(node.elt))
        self.visit(node.elt)

    visit_SetComp = visit_GeneratorExp = visit_ListComp

    def visit_DictComp(self, node: ast.DictComp) -> None:
        key, value = span(node.key), span(node.value)
        self._comprehension(node.generators, (key[0], value[1], key[2], value[3]))
        self.visit_all([node.key, node.value])

    def _comprehension(self, generators: list[ast.comprehension], yielded: Span) -> None:
        for generator in generators:
            self.visit_all([generator.target, generator.iter])
            for test in generator.ifs:
                outer, self._yielded = self._yielded, yielded
                self._decide("filter", test)
                self._yielded = outer

    def visit_match_case(self, node: ast.match_case) -> None:
        if node.guard:
            self._decide("guard", node.guard)
        self.visit_all(node.body)

    def visit_BoolOp(self, node: ast.BoolOp) -> None:
        self._value(node, is_returned=False)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> None:
        if _has_operator(node):
            self._value(node, is_returned=False)
        else:
            self.visit(node.operand)

    def visit_Compare(self, node: ast.Compare) -> None:
        if _has_operator(node):
            self._value(node, is_returned=False)
        else:
            self.generic_visit(node)

    def visit_Return(self, node: ast.Return) -> None:
        if node.value:
            # A `finally` may put another value in its place.
            self._result(node.value, is_returned=not self._in_finally_of)

    def visit_Lambda(self, node: ast.Lambda) -> None:
        self.visit(node.args)
        self._result(node.body, is_returned=True)

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        outer, self._in_finally_of = self._in_finally_of, 0
        super().visit_FunctionDef(node)
        self._in_finally_of = outer

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_Try(self, node: ast.Try | ast.TryStar) -> None:
        self._in_finally_of += bool(node.finalbody)
        self.visit_all([*node.body, *node.orelse])
        for handler in node.handlers:
            self.visit(handler)
        self._in_finally_of -= bool(node.finalbody)
        self.visit_all(node.finalbody)

    visit_TryStar = visit_Try

    def _result(self, node: ast.expr, is_returned: bool) -> None:
        if isinstance(node, ast.IfExp):
            self._decide("ternary", node.test)
            self._result(node.body, is_returned)
            self._result(node.orelse, is_returned)
        elif _has_operator(node):
            self._value(node, is_returned)
        else:
            self.visit(node)

    # ------------------------------------------------------------------------------------ what it is made of

    def _decide(self, kind: Kind, node: ast.expr, feeds: Target | None = None) -> None:
        decision = self._new(kind, node)
        decision.feeds = feeds
        decision.tree = self._jumped(decision, node)

    def _value(self, node: ast.expr, is_returned: bool) -> None:
        decision = self._new("value", node)
        decision.is_returned = is_returned
        decision.tree = self._computed(decision, node, [], frozenset())
        if not is_returned:
            decision.conditions[leaves(decision.tree)[-1].index].note = NOT_DECIDED

    def _new(self, kind: Kind, node: ast.expr) -> Decision:
        decision = Decision(kind, self.source.words(span(node)), span(node))
        self.module.decisions.append(decision)
        return decision

    def _jumped(self, decision: Decision, node: ast.expr) -> Tree:
        """The tree of an expression whose operands are jumped on, each at its own span."""
        match node:
            case ast.UnaryOp(op=ast.Not()):
                return Not(self._jumped(decision, node.operand))
            case ast.BoolOp():
                return Junction(
                    isinstance(node.op, ast.And), [self._jumped(decision, each) for each in node.values]
                )
            case ast.Compare(ops=[_, _, *_]):
                links = self._links(decision, node)
                self._spot(node, *(Target(decision, link) for link in links))
                self._compares(node)
                self.visit_all([node.left, *node.comparators])
                return Junction(True, links)
            case _:
                leaf = self._condition(decision, span(node), self.source.words(span(node)), node)
                self._leaf(node, Target(decision, leaf))
                return leaf

    def _computed(
        self, decision: Decision, node: ast.expr, group: list[Spot], around: frozenset[Span]
    ) -> Tree:
        """The tree of an expression whose value is computed: its jumps stand at the span of the whole, or of one around."""
        match node:
            case ast.UnaryOp(op=ast.Not()):
                return Not(self._computed(decision, node.operand, group, frozenset()))
            case ast.BoolOp():
                spans = around | {span(node)}
                self.module.spots[span(node)] = group
                parts: list[Tree] = []
                for value in node.values:
                    if parts:
                        group.append(Spot(Target(decision, parts[-1]), spans))
                    parts.append(self._computed(decision, value, group, spans))
                return Junction(isinstance(node.op, ast.And), parts)
            case ast.Compare(ops=[_, _, *_]):
                links = self._links(decision, node)
                self._spot(node, *(Target(decision, link) for link in links[:-1]))
                self.visit_all([node.left, *node.comparators])
                return Junction(True, links)
            case _:
                leaf = self._condition(decision, span(node), self.source.words(span(node)), node)
                self.visit(node)
                return leaf

    def _links(self, decision: Decision, node: ast.Compare) -> list[Tree]:
        operands = [node.left, *node.comparators]
        links: list[Tree] = []
        for left, operator, right in zip(operands, node.ops, node.comparators, strict=False):
            first, (_, last, _, end) = span(left), span(right)
            where = first[0], last, first[2], end
            link, words = ast.Compare(left, [operator], [right]), self.source.words(where)
            # A bracket around an operand is no part of it: the text between may have lost one.
            links.append(
                self._condition(decision, where, words if _is_whole(words) else ast.unparse(link), link)
            )
        return links

    def _condition(self, decision: Decision, where: Span, words: str, node: ast.expr) -> Leaf:
        leaf = Leaf(len(decision.conditions), _constant(node))
        note = None if leaf.constant is None else f"always {str(leaf.constant).lower()}: it is a constant"
        is_is = isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.Is)
        decision.conditions.append(Condition(leaf, words, where, is_is, note))
        return leaf

    def _leaf(self, node: ast.expr, target: Target) -> None:
        match node:
            case ast.IfExp():
                # A ternary that is jumped on is not computed first: either of its branches is jumped on in its stead.
                self._decide("ternary", node.test)
                self._branch(node.body, target)
                self._branch(node.orelse, target)
            case _:
                self._spot(node, target)
                if isinstance(node, ast.Compare):
                    self._compares(node)
                self.visit(node)

    def _branch(self, node: ast.expr, target: Target) -> None:
        if _has_operator(node):
            self._decide("value", node, feeds=target)
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            self._branch(node.operand, Target(target.decision, target.part, not target.opposite))
        else:
            self._leaf(node, target)

    def _spot(self, node: ast.expr, *targets: Target) -> None:
        self.module.spots[span(node)] = [Spot(target, frozenset({span(node)})) for target in targets]

    def _compares(self, node: ast.Compare) -> None:
        if isinstance(node.ops[-1], ast.Is | ast.IsNot):
            self.module.nones[span([node.left, *node.comparators][-2])] = span(node)
            if self._yielded:
                self.module.skips.setdefault(self._yielded, []).append(span(node))


NOT_DECIDED = "its value is returned, not decided"
NOT_WATCHED = "Python compiled it to something without a decision to watch"


def _has_operator(node: ast.expr) -> bool:
    """Whether the expression is an `and`, an `or` or a chained comparison, or the `not` of one."""
    match node:
        case ast.UnaryOp(op=ast.Not()):
            return _has_operator(node.operand)
        case ast.Compare():
            return len(node.ops) > 1
        case _:
            return isinstance(node, ast.BoolOp)


def _constant(node: ast.expr) -> bool | None:
    if isinstance(node, ast.Name) and node.id == "__debug__":
        return __debug__
    if isinstance(node, ast.List | ast.Dict | ast.Set):
        return None
    try:
        return bool(ast.literal_eval(node))
    except ValueError, TypeError, SyntaxError, MemoryError, RecursionError:
        return None


def _is_whole(words: str) -> bool:
    try:
        return isinstance(ast.parse(words, mode="eval").body, ast.Compare)
    except SyntaxError:
        return False
