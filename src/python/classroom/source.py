"""Python source with exact places: from what `ast` counts (UTF-8 bytes in a line) to text and to what the page counts.

Lines count from 1. `Span` holds what `ast` and `code.co_positions()` hold: first line, last line, first and last byte column.
"""

import ast
import io
import re
import tokenize
import warnings
from bisect import bisect_right
from pathlib import Path

Span = tuple[int, int, int, int]
"""First line, last line, column of the start and of the end in UTF-8 bytes; the order of `code.co_positions()`."""

_LINE_END = re.compile(r"\r\n|\r|\n")


class Source:
    """A module's text. `tree` is its syntax tree; SyntaxError or ValueError where there is none."""

    def __init__(self, text: str) -> None:
        self.text = text
        with warnings.catch_warnings(action="ignore"):
            # Python says them when the reader's module is imported; here they would come a second time.
            self.tree = ast.parse(text)
        self._starts = [0, *(end.end() for end in _LINE_END.finditer(text))]

    @classmethod
    def read(cls, path: Path) -> Source:
        """The module in a file, decoded as Python would; OSError, SyntaxError or ValueError where it cannot be."""
        with tokenize.open(path) as file:
            return cls(file.read())

    def offset(self, line: int, column: int) -> int:
        """Index in `text` of a byte column in a line."""
        start = self._starts[line - 1]
        # A character has at least one byte, so this much text holds the column.
        head = self.text[start : start + column].encode("utf-8", "surrogatepass")[:column]
        return start + len(head.decode("utf-8", "surrogatepass"))

    def start(self, node: ast.expr | ast.stmt) -> int:
        """Index in `text` at which a node begins."""
        return self.offset(node.lineno, node.col_offset)

    def end(self, node: ast.expr | ast.stmt) -> int:
        """Index in `text` just after a node."""
        line, _, column = span(node)[1:]
        return self.offset(line, column)

    def place(self, index: int) -> tuple[int, int]:
        """Line and column of an index in `text`, the column in UTF-16 units from 0."""
        line = bisect_right(self._starts, index)
        head = self.text[self._starts[line - 1] : index]
        return line, len(head.encode("utf-16-le", "surrogatepass")) // 2

    def index(self, line: int, column: int) -> int:
        """Index in `text` of a column counted in characters, as `tokenize` counts."""
        return self._starts[line - 1] + column

    def column(self, line: int, column: int) -> int:
        """The column in UTF-16 units for a column in bytes."""
        return self.place(self.offset(line, column))[1]

    def words(self, where: Span) -> str:
        """What is written there, on one line and without comments."""
        first, last, start, end = where
        text = self.text[self.offset(first, start) : self.offset(last, end)]
        return text if first == last else _on_one_line(text)


def span(node: ast.expr | ast.stmt) -> Span:
    """Where a parsed node stands."""
    last, end = node.end_lineno, node.end_col_offset
    if last is None or end is None:
        raise ValueError("only nodes that were parsed have a place")
    return node.lineno, last, node.col_offset, end


class Runs(ast.NodeVisitor):
    """Visits what runs, and leaves out what only describes types: annotations, `type` aliases and type parameters."""

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        """Decorators, defaults and the body run; what it returns is a type."""
        self.visit_all([*node.decorator_list, node.args, *node.body])

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        """All but its type parameters."""
        self.visit_all([*node.decorator_list, *node.bases, *node.keywords, *node.body])

    def visit_arg(self, node: ast.arg) -> None:
        """An argument holds nothing but its annotation."""

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        """The value, where there is one."""
        self.visit_all([node.target, node.value])

    def visit_TypeAlias(self, node: ast.TypeAlias) -> None:
        """An alias is a type."""

    def visit_all(self, nodes: list[ast.AST | None] | list[ast.stmt] | list[ast.expr]) -> None:
        """Visits each of the nodes that is there."""
        for node in nodes:
            if node is not None:
                self.visit(node)


def _on_one_line(text: str) -> str:
    words, ended = "", (1, 0)
    # The brackets let an expression go on over line ends that its own brackets, left out of the span, allowed it.
    for token in tokenize.generate_tokens(io.StringIO(f"({text}\n)").readline):
        if token.type in (tokenize.NL, tokenize.NEWLINE, tokenize.COMMENT, tokenize.ENDMARKER):
            continue
        if token.start[0] != ended[0] and words[-1:] not in "([{" and token.string not in ")]},":
            words += " "
        elif token.start[0] == ended[0]:
            words += " " * (token.start[1] - ended[1])
        words, ended = words + token.string, token.end
    return words[1:-1].strip()
