"""Tests that no longer exist: where a file defines a name a second time, Python keeps the last, and pytest never hears of the first.

Only what is certain is told: both stand in the same scope, the second takes the name whatever happens, and nothing between them
has looked the first one up.
"""

import ast
import fnmatch
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
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
    uses = [_uses(node) for node, _ in steps]
    # Where each name is next spoken of is looked up, not looked for: a file may have thousands of tests.
    places: dict[str, list[int]] = {}
    for place, (node, _) in enumerate(steps):
        for name in uses[place] | _binds(node):
            places.setdefault(name, []).append(place)

    def taken(name: str, place: int) -> ast.stmt | None:
        """The statement that gives the name to something else, if it is sure to, and the first was of no use until then."""
        later = places.get(name, [])
        at = bisect_right(later, place)
        if at == len(later) or name in uses[later[at]]:
            return None
        node, path = steps[later[at]]
        # It runs whenever the first has run: it stands in the same block or further out.
        return node if steps[place][1][: len(path)] == path else None

    for place, (node, _) in enumerate(steps):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            continue
        kind = _kind(node, functions, classes)
        again = taken(node.name, place) if kind else None
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


def _binds(node: ast.stmt) -> set[str]:
    """The names that a statement gives to something."""
    match node:
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            return {node.name}
        case ast.Assign():
            return {name for target in node.targets for name in _names(target)}
        case ast.AnnAssign():
            return _names(node.target) if node.value is not None else set()
        case ast.Import():
            return {each.asname or each.name.split(".")[0] for each in node.names}
        case ast.ImportFrom():
            return {each.asname or each.name for each in node.names}
        case _:
            return set()


def _names(target: ast.expr) -> set[str]:
    if isinstance(target, ast.Tuple | ast.List):
        return {name for each in target.elts for name in _names(each)}
    return {target.id} if isinstance(target, ast.Name) else set()


def _uses(node: ast.stmt) -> set[str]:
    """The names that a statement looks up, or takes away on purpose. What stands in blocks of its own comes by itself."""
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
        return _looked_up(part for part in ast.iter_child_nodes(node) if not isinstance(part, ast.stmt))
    uses = _looked_up([node])
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name in uses:
        # A function of that name which calls itself calls the second one.
        head = [*node.decorator_list, node.args, *([node.returns] if node.returns else [])]
        if node.name not in _looked_up(head):
            uses.discard(node.name)
    return uses


def _looked_up(parts: Iterable[ast.AST]) -> set[str]:
    return {
        each.id
        for part in parts
        for each in ast.walk(part)
        if isinstance(each, ast.Name) and not isinstance(each.ctx, ast.Store)
    }
