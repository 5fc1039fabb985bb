"""Tests that no longer exist: where a file defines a name a second time, Python keeps the last, and pytest never hears of the first.

Only what is certain is told: both stand in the same scope, the second takes the name whatever happens, and nothing between them
has looked the first one up.
"""

import ast
import fnmatch
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_HOOKS = frozenset(
    f"{when}_{what}" for when in ("setup", "teardown") for what in ("module", "class", "method", "function")
) | {"setUp", "tearDown", "setUpClass", "tearDownClass", "setUpModule", "tearDownModule"}
"""Functions that pytest calls by their names: https://docs.pytest.org/en/stable/how-to/xunit_setup.html"""

type _Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


@dataclass(frozen=True)
class Lost:
    """A definition that another one of its name has taken the place of."""

    name: str
    """`TestCart.test_total` within a class."""
    kind: str
    """`test`, `class`, `fixture` or `function`, which is one that pytest calls by its name; else pytest's words for why."""
    line: int
    again: int | None
    """The line that took the name; None where it is another reason."""

    def says(self, file: str) -> str:
        """What that means, in a sentence."""
        if self.again is None:
            return f"The tests of {self.name} in line {self.line} of {file} were not run: pytest {self.kind}."
        where = f"{self.name} in line {self.line} of {file} no longer exists"
        what = {
            "test": f"The test {where}, and was not run",
            "class": f"The class {where}, and no test in it was run",
            "fixture": f"The fixture {where}, and no test gets it",
        }.get(self.kind, f"{where}, and pytest did not call it")
        return f"{what}: line {self.again} gives its name to another. Rename one of them."


def lost(source: str, functions: Sequence[str] = ("test",), classes: Sequence[str] = ("Test",)) -> list[Lost]:
    """What is lost in a file of tests, in order; nothing where it is no Python. `functions` and `classes` are how names of
    tests begin, or patterns of them, as pytest's settings have it."""
    try:
        tree = ast.parse(source)
        found = list(_in_scope(tree.body, "", tuple(functions), tuple(classes)))
    except SyntaxError, ValueError, RecursionError:
        return []
    return sorted(found, key=lambda one: one.line)


def _in_scope(
    body: list[ast.stmt], within: str, functions: tuple[str, ...], classes: tuple[str, ...]
) -> Iterator[Lost]:
    steps = list(_steps(body, ()))
    for place, (node, path) in enumerate(steps):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            continue
        kind = _kind(node, functions, classes)
        again = _taken_by(node.name, path, steps[place + 1 :]) if kind else None
        if kind and again is not None:
            yield Lost(within + node.name, kind, node.lineno, again.lineno)
        elif isinstance(node, ast.ClassDef):
            yield from _in_scope(node.body, f"{within}{node.name}.", functions, classes)


type _Path = tuple[tuple[int, str], ...]
"""The blocks that a statement stands in, from outside: which statement's, and which of its blocks."""


def _steps(body: list[ast.stmt], path: _Path) -> Iterator[tuple[ast.stmt, _Path]]:
    """The statements of a scope in their order, those within `if`, `try` and the like included."""
    for node in body:
        yield node, path
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            continue
        for name, value in ast.iter_fields(node):
            if isinstance(value, list) and value and isinstance(value[0], ast.stmt):
                yield from _steps(value, (*path, (id(node), name)))
            elif name in ("handlers", "cases"):
                for number, part in enumerate(value):
                    yield from _steps(part.body, (*path, (id(node), f"{name} {number}")))


def _taken_by(name: str, path: _Path, rest: list[tuple[ast.stmt, _Path]]) -> ast.stmt | None:
    """The statement that gives the name to something else, if it is sure to, and the first was of no use until then."""
    for node, other in rest:
        if _uses(node, name):
            return None
        if _binds(node, name):
            # It runs whenever the first has run: it stands in the same block or further out.
            return node if path[: len(other)] == other else None
    return None


def _kind(node: _Definition, functions: tuple[str, ...], classes: tuple[str, ...]) -> str | None:
    if isinstance(node, ast.ClassDef):
        is_case = any("TestCase" in ast.unparse(base) for base in node.bases)
        return "class" if is_case or _begins(node.name, classes) or _holds_tests(node, functions) else None
    decorators = [
        ast.unparse(each.func if isinstance(each, ast.Call) else each) for each in node.decorator_list
    ]
    if any(each.rsplit(".", 1)[-1] == "overload" for each in decorators):
        return None
    if any(each.rsplit(".", 1)[-1] == "fixture" for each in decorators):
        return "fixture"
    if _begins(node.name, functions):
        return "test"
    return "function" if node.name in _HOOKS else None


def _holds_tests(node: ast.ClassDef, functions: tuple[str, ...]) -> bool:
    return any(
        isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef) and _begins(each.name, functions)
        for each in node.body
    )


def _begins(name: str, patterns: tuple[str, ...]) -> bool:
    # pytest's own rule: https://docs.pytest.org/en/stable/reference/reference.html#confval-python_functions
    return any(
        name.startswith(each) or (any(sign in each for sign in "*?[") and fnmatch.fnmatch(name, each))
        for each in patterns
    )


def _binds(node: ast.stmt, name: str) -> bool:
    match node:
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            return node.name == name
        case ast.Assign():
            return any(_is_name(target, name) for target in node.targets)
        case ast.AnnAssign():
            return node.value is not None and _is_name(node.target, name)
        case ast.Import():
            return any((each.asname or each.name.split(".")[0]) == name for each in node.names)
        case ast.ImportFrom():
            return any((each.asname or each.name) == name for each in node.names)
    return False


def _is_name(target: ast.expr, name: str) -> bool:
    if isinstance(target, ast.Tuple | ast.List):
        return any(_is_name(each, name) for each in target.elts)
    return isinstance(target, ast.Name) and target.id == name


def _uses(node: ast.stmt, name: str) -> bool:
    """Whether the statement looks the name up, or takes it away on purpose. What stands in blocks of its own comes by itself."""
    parts: list[ast.AST] = [node]
    if isinstance(
        node,
        ast.If
        | ast.While
        | ast.For
        | ast.AsyncFor
        | ast.With
        | ast.AsyncWith
        | ast.Try
        | ast.TryStar
        | ast.Match,
    ):
        parts = [part for part in ast.iter_child_nodes(node) if not isinstance(part, ast.stmt)]
    elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name == name:
        # A function of that name which calls itself calls the second one.
        parts = [*node.decorator_list, node.args, *([node.returns] if node.returns else [])]
    return any(
        isinstance(each, ast.Name) and each.id == name and not isinstance(each.ctx, ast.Store)
        for part in parts
        for each in ast.walk(part)
    )
