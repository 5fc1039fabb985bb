"""Sources of a library, cut down to what a type checker asks of them: signatures, attributes, the first paragraph of each docstring."""

import ast

_SETS_ATTRIBUTES = {"__init__", "__new__", "__call__"}
"""Methods whose bodies are kept as far as they give `self` its attributes."""


class _Cut(ast.NodeTransformer):
    """Drops the body of each function that says what it returns; of one that does not, the body is where that is read from."""

    def _function[F: (ast.FunctionDef, ast.AsyncFunctionDef)](self, node: F) -> F:
        self.generic_visit(node)
        if node.returns is None:
            return node
        body: list[ast.stmt] = []
        doc = ast.get_docstring(node)
        if doc and not node.name.startswith("_"):
            body.append(ast.Expr(ast.Constant(doc.split("\n\n")[0])))
        if node.name in _SETS_ATTRIBUTES:
            body += [statement for statement in node.body if _sets_attribute(statement)]
        node.body = [*body, ast.Expr(ast.Constant(...))]
        return node

    visit_FunctionDef = _function
    visit_AsyncFunctionDef = _function


def _sets_attribute(statement: ast.stmt) -> bool:
    if isinstance(statement, ast.Assign):
        return any(isinstance(target, ast.Attribute) for target in statement.targets)
    return isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Attribute)


class _Factories(ast.NodeTransformer):
    """factory_boy makes objects in its metaclass and raises in `__new__`, which a checker reads as "never returns"."""

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.ClassDef:
        node.body = [
            statement
            for statement in node.body
            if not (
                isinstance(statement, ast.FunctionDef)
                and statement.name == "__new__"
                and node.name == "Factory"
            )
        ]
        for statement in node.body:
            if isinstance(statement, ast.FunctionDef) and (node.name, statement.name) == (
                "FactoryMetaClass",
                "__call__",
            ):
                statement.args.args[0].annotation = ast.Constant("type[Factory[T]]")
                statement.returns = ast.Constant("T")
                statement.body = [ast.Expr(ast.Constant(...))]
        return node


def signatures(path: str, source: str) -> str:
    """The source at `path`, cut down; what is no Python comes back as it is."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return source
    if path == "factory/base.py":
        tree = _Factories().visit(tree)
    return ast.unparse(ast.fix_missing_locations(_Cut().visit(tree)))
