"""Mutants of a module: the module with one small fault in it, the rest of its text byte for byte as it was.

The kinds are few and each is a slip that people make. The one that classical engines leave out is deleting an operand of
`and` and `or`: a suite can catch every other mutant and still not notice that a whole condition is gone.
"""

import ast
import io
import itertools
import re
import tokenize
import warnings
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from classroom.source import Runs, Source

if TYPE_CHECKING:
    from classroom.shapes import Mutant

COMPARISONS = {
    "<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "==",
    "is": "is not", "is not": "is", "in": "not in", "not in": "in",
}  # fmt: skip
ARITHMETIC = {
    "+": "-", "-": "+", "*": "/", "/": "*", "//": "/", "%": "/", "**": "*",
    "&": "|", "|": "&", "^": "&", "<<": ">>", ">>": "<<",
}  # fmt: skip
CONNECTIVES = {"and": "or", "or": "and"}


def mutants(file: str, source: str) -> list[Mutant]:
    """The `Mutant`s of a module, in the order of its text; empty where it is no Python. Each compiles, none is a copy."""
    try:
        text = Source(source)
        finder = _Faults(text)
        finder.visit(text.tree)
    except SyntaxError, ValueError, RecursionError:
        return []
    statements = [_Statement(text, node) for node in text.tree.body]
    found: dict[str, Mutant] = {}
    for fault in sorted(finder.faults, key=lambda fault: (fault.shown, fault.stop, fault.after)):
        statement = next(each for each in statements if fault.start < each.stop)
        mutated = source[: fault.start] + fault.after + source[fault.stop :]
        if not statement.is_new(mutated[statement.start : statement.stop + len(mutated) - len(source)]):
            continue
        line, column = text.place(fault.shown)
        change = f"{fault.before} to {fault.after}" if fault.after else f"{fault.before} deleted"
        name = f"{file}:{line}:{column} {change}"
        found[name] = {
            "id": name,
            "file": file,
            "line": line,
            "column": column,
            "operator": fault.operator,
            "before": fault.before,
            "after": fault.after,
            "source": mutated,
        }
    return list(found.values())


class _Statement:
    """A statement of the module, by which copies are told: parsing the whole for each mutant would take minutes."""

    def __init__(self, source: Source, node: ast.stmt) -> None:
        decorators = (
            node.decorator_list
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
            else []
        )
        # From the sign before the first decorator; nothing but blanks and comments can stand between.
        self.start = (
            source.text.rindex("@", 0, source.start(decorators[0])) if decorators else source.start(node)
        )
        self.stop = source.end(node)
        self._seen = {ast.dump(node)}

    def is_new(self, text: str) -> bool:
        """Whether the statement, so written, compiles and is none that was asked about before."""
        try:
            with warnings.catch_warnings(action="ignore"):
                tree = ast.parse(text)
                compile(tree, "<mutant>", "exec", dont_inherit=True)
        except SyntaxError, ValueError, RecursionError:
            return False
        shape = "; ".join(ast.dump(node) for node in tree.body)
        is_new = shape not in self._seen
        self._seen.add(shape)
        return is_new


@dataclass(frozen=True)
class _Fault:
    start: int
    stop: int
    operator: str
    before: str
    after: str
    skipped: int = 0
    """How much of what is cut out comes before the part that matters: the space before `or`."""

    @property
    def shown(self) -> int:
        return self.start + self.skipped


class _Faults(Runs):
    def __init__(self, source: Source) -> None:
        self.source = source
        self.faults: list[_Fault] = []
        self._tokens = _tokens(source)
        self._starts = [token.start for token in self._tokens]

    # ------------------------------------------------------------------------------------ what is left alone

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        # A decorator's arguments (a cache's size, a test's cases) are seldom what a test is about.
        self.visit_all([node.args, *node.body])

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self.visit_all([*node.keywords, *node.body])

    def visit_If(self, node: ast.If) -> None:
        if _never_runs_in_tests(node.test):
            self.visit_all(node.orelse)
        else:
            self.generic_visit(node)

    # ------------------------------------------------------------------------------------ what is changed

    def visit_Compare(self, node: ast.Compare) -> None:
        operands = [node.left, *node.comparators]
        for left, right in zip(operands, node.comparators, strict=False):
            self._swap("comparison", COMPARISONS, left, right)
        if len(operands) > 2:
            self._delete(self._operands(node, operands), ends_only=True)
        self.generic_visit(node)

    def visit_BoolOp(self, node: ast.BoolOp) -> None:
        for left, right in zip(node.values, node.values[1:], strict=False):
            self._swap("connective", CONNECTIVES, left, right)
        self._delete(self._operands(node, node.values))
        self.generic_visit(node)

    def visit_BinOp(self, node: ast.BinOp) -> None:
        if not (_is_no_number(node.left) or _is_no_number(node.right)):
            self._swap("arithmetic", ARITHMETIC, node.left, node.right)
        self.generic_visit(node)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        if not _is_no_number(node.value):
            table = {f"{before}=": f"{after}=" for before, after in ARITHMETIC.items()}
            self._swap("arithmetic", table, node.target, node.value)
        self.generic_visit(node)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> None:
        if isinstance(node.op, ast.Not):
            start = self.source.start(node)
            after = self._tokens[bisect_left(self._starts, start + 3)]
            self.faults.append(_Fault(start, after.start, "negation", "not", ""))
        self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> None:
        self._constant(node, "constant")

    def visit_Return(self, node: ast.Return) -> None:
        value = node.value
        if isinstance(value, ast.Constant):
            self._constant(value, "return")
        if value is None or (isinstance(value, ast.Constant) and not isinstance(value.value, str | bytes)):
            return
        if not _is_truth(value):
            self._replace(value, "return", "None")
        self.generic_visit(node)

    def visit_Expr(self, node: ast.Expr) -> None:
        # A docstring, or `...`: nothing comes of a constant on its own.
        if not isinstance(node.value, ast.Constant):
            self.generic_visit(node)

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        """What is put into a text is for people to read."""

    visit_TemplateStr = visit_JoinedStr

    # ------------------------------------------------------------------------------------ how

    def _constant(self, node: ast.Constant, operator: str) -> None:
        value = node.value
        if isinstance(value, bool):
            self._replace(node, operator, str(not value))
        elif isinstance(value, int | float):
            text = self.source.text[self.source.start(node) : self.source.end(node)]
            self._replace(node, "constant", _one_more(text, value))

    def _replace(self, node: ast.expr, operator: str, after: str) -> None:
        start, stop = self.source.start(node), self.source.end(node)
        self.faults.append(_Fault(start, stop, operator, self.source.text[start:stop], after))

    def _swap(self, operator: str, table: dict[str, str], left: ast.expr, right: ast.expr) -> None:
        between = self._between(left, right)
        before = " ".join(token.text for token in between)
        if before in table:
            start, stop = between[0].start, between[-1].stop
            self.faults.append(_Fault(start, stop, operator, before, table[before]))

    def _delete(self, operands: list[tuple[int, int]], ends_only: bool = False) -> None:
        for number, (start, stop) in enumerate(operands):
            is_last = number == len(operands) - 1
            if ends_only and number > 0 and not is_last:
                continue
            cut = (operands[number - 1][1], stop) if is_last else (start, operands[number + 1][0])
            first = self._starts[bisect_left(self._starts, cut[0])]
            before = " ".join(token.text for token in self._tokens_in(first, cut[1]))
            self.faults.append(_Fault(*cut, "operand", before, "", first - cut[0]))

    def _operands(self, node: ast.expr, operands: list[ast.expr]) -> list[tuple[int, int]]:
        """Start and end of each operand, with the brackets around it."""
        starts, stops = [self.source.start(node)], []
        for left, right in itertools.pairwise(operands):
            between = self._between(left, right)
            stops.append(self._tokens[bisect_left(self._starts, between[0].start) - 1].stop)
            starts.append(self._starts[bisect_left(self._starts, between[-1].stop)])
        return list(zip(starts, [*stops, self.source.end(node)], strict=True))

    def _between(self, left: ast.expr, right: ast.expr) -> list[_Token]:
        """The operator between two operands: one token, or two as in `not in`."""
        start, stop = self.source.end(left), self.source.start(right)
        return [token for token in self._tokens_in(start, stop) if token.text not in "()"]

    def _tokens_in(self, start: int, stop: int) -> list[_Token]:
        return self._tokens[bisect_left(self._starts, start) : bisect_left(self._starts, stop)]


@dataclass(frozen=True)
class _Token:
    start: int
    stop: int
    text: str


_BLANK = (
    tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER,
)  # fmt: skip


def _tokens(source: Source) -> list[_Token]:
    return [
        _Token(source.index(*token.start), source.index(*token.end), token.string)
        for token in tokenize.generate_tokens(io.StringIO(source.text, newline="").readline)
        if token.type not in _BLANK
    ]


def _one_more(text: str, value: int | float) -> str:
    """The number after this one, written in the same way: `20_000` becomes `20_001`, `0x0f` becomes `0x10`."""
    if isinstance(value, float):
        return repr(value + 1)
    prefix = text[:2].lower()
    base = {"0x": "x", "0o": "o", "0b": "b"}.get(prefix, "d")
    digits = format(value + 1, base)
    old = text[2:] if base != "d" else text
    digits = digits.zfill(len(old.replace("_", "")))
    if "_" in old:
        group = len(old.rsplit("_", 1)[1])
        digits = re.sub(rf"(?<=.)(?=(?:.{{{group}}})+$)", "_", digits)
    return (text[:2] if base != "d" else "") + (digits.upper() if old.isupper() else digits)


def _never_runs_in_tests(test: ast.expr) -> bool:
    names = {node.id for node in ast.walk(test) if isinstance(node, ast.Name)}
    attributes = {node.attr for node in ast.walk(test) if isinstance(node, ast.Attribute)}
    return "__name__" in names or "TYPE_CHECKING" in names | attributes


def _is_no_number(node: ast.expr) -> bool:
    """Whether arithmetic on it is about texts, lists or types, where another sign would only be a TypeError."""
    match node:
        case ast.Constant(value=value):
            return not isinstance(value, int | float | complex)
        case ast.BinOp(left, _, right):
            return _is_no_number(left) or _is_no_number(right)
        case ast.Name(id=name):
            return name in ("int", "float", "str", "bytes", "bool", "list", "dict", "set", "tuple", "object")
        case _:
            return isinstance(
                node, ast.JoinedStr | ast.TemplateStr | ast.List | ast.Tuple | ast.Dict | ast.ListComp
            )


def _is_truth(node: ast.expr) -> bool:
    """Whether it comes to true or false, where None would pass for the latter."""
    return isinstance(node, ast.Compare | ast.BoolOp) or (
        isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not)
    )
