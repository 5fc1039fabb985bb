"""pytest's explanation of a failed assert, taken apart for the page: an AssertionReport of results.ts."""

import ast
import linecache
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from classroom import project
from classroom.rich import text_of

if TYPE_CHECKING:
    from classroom.shapes import AssertionReport, AssertionReportLines

SIDE_LIMIT = 2_000
"""Characters of one side of a comparison."""

LINES_LIMIT = 400
"""Lines of the explanation."""

_OPERATORS: dict[type[ast.cmpop], str] = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Is: "is",
    ast.IsNot: "is not",
    ast.In: "in",
    ast.NotIn: "not in",
}


@dataclass(frozen=True)
class Comparison:
    """A comparison that pytest was asked to explain, with its sides as they were at that moment."""

    operator: str
    left: str
    right: str

    @classmethod
    def of(cls, operator: str, left: object, right: object) -> Comparison:
        """The sides as text now, before the test changes what they show; each up to SIDE_LIMIT characters."""
        return cls(operator, text_of(left, SIDE_LIMIT), text_of(right, SIDE_LIMIT))


def assertion_report(error: BaseException, last: Comparison | None) -> AssertionReport | None:
    """The report where the exception comes from an assert in one of the reader's files; `last` is pytest's last
    comparison."""
    if not isinstance(error, AssertionError):
        return None
    place = _raised_at(error)
    found = _assert_at(*place) if place else None
    if found is None:
        return None
    statement, source = found
    summary, lines = _explanation(str(error), source)
    test = statement.test
    compared = (
        last
        if isinstance(test, ast.Compare)
        and len(test.ops) == 1
        and last is not None
        and _OPERATORS[type(test.ops[0])] == last.operator
        else None
    )
    return {
        "source": source,
        "summary": summary,
        "left": compared.left if compared else None,
        "right": compared.right if compared else None,
        "operator": compared.operator if compared else None,
        "lines": [_marked(line) for line in lines[:LINES_LIMIT]],
    }


def _raised_at(error: BaseException) -> tuple[str, int] | None:
    step = error.__traceback__
    while step is not None and step.tb_next is not None:
        step = step.tb_next
    if step is None or project.relative(step.tb_frame.f_code.co_filename) is None:
        return None
    return step.tb_frame.f_code.co_filename, step.tb_lineno


def _assert_at(filename: str, line: int) -> tuple[ast.Assert, str] | None:
    text = "".join(linecache.getlines(filename))
    try:
        tree = ast.parse(text)
    except SyntaxError, ValueError, RecursionError:
        return None
    around = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Assert) and node.lineno <= line <= (node.end_lineno or node.lineno)
    ]
    if not around:
        return None
    statement = max(around, key=lambda node: node.lineno)
    return statement, ast.get_source_segment(text, statement) or ""


def _explanation(message: str, source: str) -> tuple[str, list[str]]:
    lines = message.splitlines()
    start = next((number for number, line in enumerate(lines) if line.startswith("assert ")), None)
    if start is None:
        # Not rewritten by pytest, as in a module that is no test: there is nothing but the statement.
        return source.split("\n", 1)[0], []
    rest = [
        line.removeprefix(" ") if line.startswith(" +") else line.removeprefix("  ")
        for line in lines[start + 1 :]
    ]
    while rest and not rest[0].strip():
        rest.pop(0)
    return lines[start], rest


def _marked(line: str) -> AssertionReportLines:
    # "+  where 3 = f(2)" tells where a value comes from; it is no line of a diff.
    is_diff = line[:2] in ("- ", "+ ", "? ") or line in ("-", "+", "?")
    if is_diff and re.match(r"\+ +(where|and  ) ", line) is None:
        match line[0]:
            case "-" | "+" | "?" as mark:
                return {"mark": mark, "text": line[2:]}
            case _:
                pass
    return {"mark": " ", "text": line}
