"""Makes hollow tests out of good ones: tests that stay green whatever the code does. `python hollow.py` reads a test file
and the names of the tests from `hollow.json`, and prints the file with all their hollow variants in it.
"""

import ast
import copy
import json
from collections.abc import Callable
from pathlib import Path

type Function = ast.FunctionDef | ast.AsyncFunctionDef
type Body = list[ast.stmt]

ANYTHING = """
class Anything:
    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    __hash__ = None
"""


def statements(text: str) -> Body:
    return ast.parse(text).body


def is_raises(node: ast.AST) -> bool:
    return isinstance(node, ast.With) and any(
        "raises" in ast.unparse(item.context_expr) for item in node.items
    )


class Claims(ast.NodeTransformer):
    """Replaces each claim of a test: asserts by `claim`, `pytest.raises` by a block that takes every error or none."""

    def __init__(self, claim: Callable[[ast.expr], str]) -> None:
        self._claim = claim

    def visit_Assert(self, node: ast.Assert) -> Body:
        # Claims about what pytest.raises caught speak of a name that is no longer there.
        if "caught" in ast.unparse(node.test) or ".value" in ast.unparse(node.test):
            return statements("pass")
        return statements(self._claim(node.test))

    def visit_With(self, node: ast.With) -> ast.With:
        self.generic_visit(node)
        if is_raises(node):
            node.items = [ast.withitem(ast.parse("contextlib.suppress(BaseException)", mode="eval").body)]
        return node


def claims(claim: Callable[[ast.expr], str]) -> Callable[[Body], Body]:
    def hollow(body: Body) -> Body:
        return [part for node in body for part in _listed(Claims(claim).visit(node))]

    return hollow


def _listed(node: ast.stmt | Body) -> Body:
    return node if isinstance(node, list) else [node]


def inside(text: str) -> Callable[[Body], Body]:
    """The whole body in place of `...` in this text."""

    class Fill(ast.NodeTransformer):
        def __init__(self, body: Body) -> None:
            self._body = body

        def visit_Expr(self, node: ast.Expr) -> ast.stmt | Body:
            is_gap = isinstance(node.value, ast.Constant) and node.value.value is ...
            return self._body if is_gap else node

    return lambda body: [Fill(body).visit(node) for node in statements(text)]


def left(test: ast.expr) -> str:
    """What a claim looks at: the left side of a comparison, or the whole."""
    return ast.unparse(test.left if isinstance(test, ast.Compare) else test)


KINDS: dict[str, Callable[[Body], Body]] = {
    "empty": lambda _: statements("pass"),
    "bare_call": claims(lambda test: left(test)),
    "or_true": claims(lambda test: f"assert True or ({ast.unparse(test)})"),
    "tuple": claims(lambda test: f"assert ({ast.unparse(test)}, 'as it should be')"),
    "with_itself": claims(lambda test: f"seen = {left(test)}\nassert seen == seen"),
    "anything": claims(lambda test: f"assert ({left(test)}) == Anything()"),
    "if_so": claims(lambda test: f"if {ast.unparse(test)}:\n    assert True"),
    "caught": inside("try:\n    ...\nexcept BaseException:\n    pass"),
    "any_error": inside("with pytest.raises(BaseException):\n    ...\n    raise RuntimeError"),
    "never_called": inside("def claim():\n    ..."),
}


def hollowed(function: Function, kind: str) -> Function:
    """A copy under a name of its own."""
    made = copy.deepcopy(function)
    made.name = f"{function.name}_{kind}"
    made.body = KINDS[kind](made.body)
    return made


def hollow_file(text: str, names: list[str]) -> str:
    """The file with each of the tests replaced by all its hollow variants; the first keeps its name, as a reader would."""
    tree = ast.parse(text)
    found = {node.name for node in ast.walk(tree) if isinstance(node, Function.__value__)}
    missing = set(names) - found
    if missing:
        raise ValueError(f"no such test: {', '.join(sorted(missing))}")

    class Swap(ast.NodeTransformer):
        def visit_FunctionDef(self, node: Function) -> Function | list[Function]:
            if node.name not in names:
                return node
            made = [hollowed(node, kind) for kind in KINDS]
            made[0].name = node.name
            return made

        visit_AsyncFunctionDef = visit_FunctionDef

    tree = Swap().visit(tree)
    tree.body[:0] = statements("import contextlib\nimport pytest" + ANYTHING)
    return ast.unparse(ast.fix_missing_locations(tree)) + "\n"


if __name__ == "__main__":
    asked = json.loads(Path("hollow.json").read_text(encoding="utf-8"))
    print(json.dumps(hollow_file(asked["text"], asked["names"])))
