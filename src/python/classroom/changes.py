"""Changes of a project's code by which its tests are shown able to fail, and the same code written otherwise.

A change is not a fault for a suite to catch, as a mutant is: it may be as coarse as it likes. But it changes what the code
*answers* and not whether it answers, and the same question gets the same answer each time. So a test that only calls, or
that works out what it expects by calling the code under test, passes on all of them.
"""

import ast
import copy
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from classroom.mutate import mutants
from classroom.source import Runs, Source

type Function = ast.FunctionDef | ast.AsyncFunctionDef
if TYPE_CHECKING:
    from classroom.shapes import Change, Changes

ALL, ANSWERS, STEPS, PARTS = range(4)
"""Stages, the most telling first: all answers at once, those of one function, one statement left out or one decision turned
round, a detail."""

OTHERS = ("another", "next to nothing", "the other way round")
"""What an answer can be instead, by the number that `_otherwise` is given."""

OTHERWISE = '''
def _otherwise(value, how, depth=3):
    """Another value of the same kind, and the same one each time; the value itself where there is no telling."""
    import datetime, decimal, enum, fractions, itertools, pathlib, types
    kind = type(value)
    if how == 0 and depth and kind in (list, tuple, dict):
        # What is in it is another, so that a test which takes it out of there finds it and can fail by its claim.
        old = list(value.values() if kind is dict else value)
        new = [_otherwise(one, 0, depth - 1) for one in old]
        if any(one is not other for one, other in zip(old, new)):
            return dict(zip(value, new)) if kind is dict else kind(new)
    if kind is bool:
        return not value
    if value is None:
        return 0
    if kind in (int, float, complex, decimal.Decimal, fractions.Fraction):
        return value + 1 if how == 0 else -value - 1 if how == 2 else kind(not value)
    if kind in (str, bytes):
        more = "~" if kind is str else b"~"
        return value + more if how == 0 or not value else kind() if how == 1 else value[::-1]
    if kind in (list, tuple):
        return (value[1:] or kind([0])) if how == 0 else kind() if how == 1 and value else value * 2 or kind([0])
    if kind in (set, frozenset):
        return value ^ {"~"} if how != 1 or not value else kind()
    if kind is dict:
        return (dict(list(value.items())[1:]) or {"~": 0}) if how != 1 or not value else {}
    if kind in (datetime.date, datetime.datetime, datetime.timedelta):
        return value + datetime.timedelta(days=(1, 4000, -4000)[how])
    if isinstance(value, enum.Enum):
        members = list(kind)
        return members[(members.index(value) + 1) % len(members)] if value in members else value
    if isinstance(value, pathlib.PurePath):
        return value.parent / (value.name + "~")
    if kind in (types.GeneratorType, map, filter, zip, enumerate, reversed):
        return itertools.islice(value, *((1, None), (0, 0), (0, 1))[how])
    return value
'''


def changes(files: Mapping[str, str]) -> Changes:
    """The `Changes` of these files. What is no Python, or cannot be parsed, is left as it is."""
    trees = {name: tree for name, text in files.items() if (tree := _parsed(name, text)) is not None}
    everywhere = {
        name: text
        for name, tree in trees.items()
        if (text := _answering_otherwise(tree, _functions(tree), 0)) is not None
    }
    found = [_change("every answer", None, None, ALL, everywhere)] if everywhere else []
    for name, tree in trees.items():
        found += _changes_of(name, files[name], tree)
    return {"same": {name: _once_more(tree) for name, tree in trees.items()}, "changes": _distinct(found)}


def _changes_of(name: str, text: str, tree: ast.Module) -> Iterator[Change]:
    functions = _functions(tree)
    for function in functions:
        for how, what in enumerate(OTHERS):
            changed = _answering_otherwise(tree, [function], how)
            if changed is not None:
                yield _change(
                    f"{what} for the answers of {function.name}",
                    name,
                    _line(function),
                    ANSWERS,
                    {name: changed},
                )
    parts = _Parts()
    parts.visit(tree)
    for stage, node, what, change in parts.found:
        changed = _changed(tree, node, change)
        if changed is not None:
            yield _change(
                f"{name}:{node.lineno} {what}", name, _line_around(functions, node), stage, {name: changed}
            )
    for mutant in mutants(name, text):
        around = _line_around(functions, int(mutant["line"]))
        yield _change(mutant["id"], name, around, PARTS, {name: mutant["source"]})


def _change(
    what: str, file: str | None, function: int | None, stage: int, files: Mapping[str, str]
) -> Change:
    return {"id": what, "file": file, "function": function, "stage": stage, "files": files}


def _distinct(found: list[Change]) -> list[Change]:
    seen: dict[tuple[tuple[str, str], ...], Change] = {}
    for change in sorted(found, key=lambda change: change["stage"]):
        seen.setdefault(tuple(change["files"].items()), change)
    return list(seen.values())


def _parsed(name: str, text: str) -> ast.Module | None:
    if not name.endswith(".py"):
        return None
    try:
        return Source(text).tree
    except SyntaxError, ValueError, RecursionError:
        return None


def _compiled(tree: ast.Module) -> str | None:
    try:
        text = ast.unparse(ast.fix_missing_locations(tree))
        compile(text, "<change>", "exec", dont_inherit=True)
    except SyntaxError, ValueError, RecursionError:
        return None
    return f"{text}\n"


# ------------------------------------------------------------------------------------------------- functions


def _functions(tree: ast.AST) -> list[Function]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def _line(function: Function) -> int:
    """Its first line as its code object counts: that of its first decorator, where it has any."""
    return min([function.lineno, *(decorator.lineno for decorator in function.decorator_list)])


def _line_around(functions: list[Function], at: ast.stmt | ast.expr | int) -> int | None:
    """First line of the innermost function around a place; None outside all of them."""
    line = at if isinstance(at, int) else at.lineno
    around = [
        one
        for one in functions
        if one.lineno < line <= (one.end_lineno or line) or one.body[0].lineno == line
    ]
    return _line(max(around, key=lambda one: one.lineno)) if around else None


def _answering_otherwise(tree: ast.Module, functions: list[Function], how: int) -> str | None:
    """The module with `_otherwise` around what these functions return and yield; None where they give nothing."""
    marks = {id(function) for function in functions}
    memo: dict[int, Any] = {}
    changed = copy.deepcopy(tree, memo)
    answers = _Answers(how)
    for node in [memo[mark] for mark in marks if mark in memo]:
        for statement in node.body:
            answers.visit(statement)
    if not answers.changed:
        return None
    at = next(
        (n for n, node in enumerate(changed.body) if not (_is_docstring(node) or _is_future(node))),
        len(changed.body),
    )
    changed.body[at:at] = ast.parse(OTHERWISE).body
    return _compiled(changed)


class _Answers(ast.NodeVisitor):
    """Changes the answers of one function in place, and of none inside it."""

    def __init__(self, how: int) -> None:
        self.changed = False
        self._how = how

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        """Answers for itself."""

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> None:
        """Answers for itself."""

    def visit_Lambda(self, node: ast.Lambda) -> None:
        """Answers for itself."""

    def visit_Return(self, node: ast.Return) -> None:
        self.generic_visit(node)
        if node.value is not None:
            node.value = self._otherwise(node.value)

    def visit_Yield(self, node: ast.Yield) -> None:
        self.generic_visit(node)
        if node.value is not None:
            node.value = self._otherwise(node.value)

    def _otherwise(self, value: ast.expr) -> ast.Call:
        self.changed = True
        return ast.Call(ast.Name("_otherwise", ast.Load()), [value, ast.Constant(self._how)], [])


# ------------------------------------------------------------------------------------------- steps and details

type Rewrite = Callable[[Any], ast.AST]


class _Parts(Runs):
    """Finds the statements that can be left out, the decisions that can be turned round, and the texts."""

    def __init__(self) -> None:
        self.found: list[tuple[int, Any, str, Rewrite]] = []
        self._in_while = 0

    def _add(self, stage: int, node: ast.stmt | ast.expr, what: str, change: Rewrite) -> None:
        self.found.append((stage, node, what, change))

    def _leave_out(self, node: ast.stmt) -> None:
        # Without a step of its own a while loop may never end.
        if not self._in_while:
            self._add(STEPS, node, "left out", lambda _: ast.Pass())

    def visit_While(self, node: ast.While) -> None:
        self._in_while += 1
        self.generic_visit(node)
        self._in_while -= 1

    def visit_Expr(self, node: ast.Expr) -> None:
        if isinstance(node.value, ast.Constant):
            return
        # Without its yield or await a function would be of another kind.
        if not any(isinstance(part, ast.Yield | ast.YieldFrom | ast.Await) for part in ast.walk(node)):
            self._leave_out(node)
        self.generic_visit(node)

    def visit_Assign(self, node: ast.Assign) -> None:
        if not any(isinstance(target, ast.Name | ast.Tuple | ast.List) for target in node.targets):
            self._leave_out(node)
        self.generic_visit(node)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        self._leave_out(node)
        self.generic_visit(node)

    def visit_Raise(self, node: ast.Raise) -> None:
        self._leave_out(node)
        self.generic_visit(node)

    def visit_Delete(self, node: ast.Delete) -> None:
        self._leave_out(node)

    def visit_Continue(self, node: ast.Continue) -> None:
        self._leave_out(node)

    def visit_If(self, node: ast.If) -> None:
        self._turn_round(node.test)
        self.generic_visit(node)

    def visit_IfExp(self, node: ast.IfExp) -> None:
        self._turn_round(node.test)
        self.generic_visit(node)

    def visit_comprehension(self, node: ast.comprehension) -> None:
        for test in node.ifs:
            self._turn_round(test)
        self.generic_visit(node)

    def _turn_round(self, test: ast.expr) -> None:
        if not self._in_while:
            self._add(STEPS, test, "turned round", lambda old: ast.UnaryOp(ast.Not(), old))

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, str | bytes):
            more = "~" if isinstance(node.value, str) else b"~"
            self._add(PARTS, node, "another text", lambda old: ast.Constant(old.value + more))

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        self._add(PARTS, node, "another text", lambda old: ast.JoinedStr([*old.values, ast.Constant("~")]))


class _Replace(ast.NodeTransformer):
    def __init__(self, old: ast.AST, change: Rewrite) -> None:
        self._old = old
        self._change = change

    def visit(self, node: ast.AST) -> ast.AST:
        return self._change(node) if node is self._old else self.generic_visit(node)


def _changed(tree: ast.Module, node: ast.AST, change: Rewrite) -> str | None:
    memo: dict[int, Any] = {}
    copied = copy.deepcopy(tree, memo)
    changed = _Replace(memo[id(node)], change).visit(copied)
    return _compiled(changed) if isinstance(changed, ast.Module) else None


# -------------------------------------------------------------------------------------------- the same once more


def _once_more(tree: ast.Module) -> str:
    """The same program in other words: laid out afresh, without its comments, with a name more in each function. Whoever
    compares texts, trees or bytecode takes it for another."""
    again = copy.deepcopy(tree)
    for function in _functions(again):
        at = 1 if _is_docstring(function.body[0]) and len(function.body) > 1 else 0
        function.body[at:at] = ast.parse("_once_more = None").body
    return _compiled(again) or ast.unparse(tree)


def _is_docstring(node: ast.stmt) -> bool:
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


def _is_future(node: ast.stmt) -> bool:
    return isinstance(node, ast.ImportFrom) and node.module == "__future__"
