"""Calls of a logger as they are written: where each ends, where its arguments stand, and what its template is."""

import ast
import linecache
from dataclasses import dataclass
from typing import Literal

from classroom.source import Source, span

METHODS = frozenset({"debug", "info", "warning", "warn", "error", "exception", "critical", "fatal", "log"})

type Written = Literal["constant", "f-string", "format", "percent", "joined", "other"]

Point = tuple[int, int]
"""A line from 1 and a column in UTF-8 bytes from 0."""


@dataclass(frozen=True)
class LogCall:
    """What looks like a call of a logger; whether it is one only a run can tell."""

    line: int
    arguments: tuple[tuple[Point, Point], ...]
    """First and last point of each argument."""
    written: Written
    """How its template is made."""


def log_calls(file: str) -> dict[Point, LogCall]:
    """The calls in one of the reader's files, by the point at which each ends: the only point that an instruction of the
    call is sure to share with it. Empty where the file is not there or is no Python."""
    try:
        tree = Source("".join(linecache.getlines(file))).tree
    except SyntaxError, ValueError, RecursionError:
        return {}
    found = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in METHODS:
            _, last, _, end = span(node)
            template = node.args[1:2] if node.func.attr == "log" else node.args[:1]
            arguments = [*node.args, *(keyword.value for keyword in node.keywords)]
            found[last, end] = LogCall(
                line=node.lineno,
                arguments=tuple(_extent(argument) for argument in arguments),
                written=_written(template[0]) if template else "other",
            )
    return found


def _extent(node: ast.expr) -> tuple[Point, Point]:
    first, last, start, end = span(node)
    return (first, start), (last, end)


def _written(node: ast.expr) -> Written:
    match node:
        case ast.Constant(value=str()):
            return "constant"
        case ast.JoinedStr(values=values):
            changes = any(isinstance(value, ast.FormattedValue) for value in values)
            return "f-string" if changes else "constant"
        case ast.BinOp(op=ast.Mod(), left=ast.Constant(value=str())):
            return "percent"
        case ast.BinOp(op=ast.Add()):
            return "joined"
        case ast.Call(func=ast.Attribute(attr="format", value=ast.Constant(value=str()))):
            return "format"
        case _:
            return "other"
