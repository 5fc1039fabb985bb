"""Where a file's functions are decorated, and what a function says of itself before and after."""

import ast
import inspect
from annotationlib import Format, get_annotations
from collections.abc import Mapping
from dataclasses import dataclass
from types import CodeType, FunctionType
from typing import TYPE_CHECKING, Any

from classroom.describe import describe

if TYPE_CHECKING:
    from classroom import shapes

DOC_LIMIT = 200
"""Characters of a docstring's first line that are kept."""

Key = tuple[str, int]
"""A function's name and its first line, decorators included: `co_name` and `co_firstlineno` of its code."""


@dataclass(frozen=True)
class Definition:
    """A `def` with decorators over it."""

    decorators: tuple[str, ...]
    """As they are written, without the @, the outermost first."""
    first: int
    line: int
    """Line of the `def` itself."""
    last: int


def definitions(source: str) -> dict[Key, Definition]:
    """The decorated functions of a file, methods and inner functions too. What is no Python has none."""
    try:
        tree = ast.parse(source)
    except SyntaxError, ValueError, RecursionError:
        return {}
    found = {}
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.decorator_list:
            first = min(part.lineno for part in node.decorator_list)
            written = tuple(ast.unparse(part) for part in node.decorator_list)
            if all(_is_fitting(decorator) for decorator in written):
                continue
            found[node.name, first] = Definition(written, first, node.lineno, node.end_lineno or node.lineno)
    return found


def _is_fitting(decorator: str) -> bool:
    # `wraps` is how a wrapper gets its identity, not a layer of its own; the others only say how a method is reached.
    name = decorator.partition("(")[0].rpartition(".")[2]
    return name in _FITTINGS or decorator.endswith((".setter", ".getter", ".deleter"))


_FITTINGS = frozenset(
    {"wraps", "property", "staticmethod", "classmethod", "abstractmethod", "overload", "override", "final"}
)


def defines(code: CodeType) -> set[Key]:
    """Keys of the functions that this code makes. A generic one is made by a hidden function of its own."""
    keys = set()
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            keys.add((inner.co_name, inner.co_firstlineno))
            if inner.co_name.startswith("<generic parameters"):
                keys |= defines(inner)
    return keys


def identity(value: object) -> shapes.Identity:
    """What a callable says of itself: an `Identity` of report.ts. Nothing of the reader's code runs for it."""
    inner = _plain(value)
    if inner is None:
        return _of_instance(value)
    return {
        "what": _what(value, inner),
        "name": inner.__name__,
        "doc": _doc(inner.__doc__),
        "signature": _signature(inner),
        "annotations": _annotations(inner),
        "module": inner.__module__ if type(inner.__module__) is str else None,
        "wrapped": _wrapped(inner),
    }


def _plain(value: object) -> FunctionType | None:
    """The function that speaks for a value: itself, or the one in a staticmethod, a classmethod or a property."""
    if type(value) is staticmethod or type(value) is classmethod:
        value = value.__func__
    elif type(value) is property:
        value = value.fget
    return value if type(value) is FunctionType else None


def _what(value: object, inner: FunctionType) -> str:
    flags = inner.__code__.co_flags
    word = (
        "async generator function"
        if flags & inspect.CO_ASYNC_GENERATOR
        else "coroutine function"
        if flags & inspect.CO_COROUTINE
        else "generator function"
        if flags & inspect.CO_GENERATOR
        else "function"
    )
    return word if value is inner else f"{type(value).__name__} of a {word}"


def _of_instance(value: object) -> shapes.Identity:
    # An instance in a function's place: what it holds itself, and what its class would answer for it.
    kind = type(value)
    try:
        own = object.__getattribute__(value, "__dict__")
    except AttributeError:
        own = {}
    native = getattr(kind, "__module__", "") in ("functools", "builtins")

    def said(name: str) -> Any:
        return own[name] if name in own else getattr(value, name, None) if native else None

    name, doc, wrapped = said("__name__"), said("__doc__"), said("__wrapped__")
    function = wrapped if type(wrapped) is FunctionType else vars(kind).get("__call__")
    function = function if type(function) is FunctionType else None
    # A bound method does not show its first parameter; the function that is wrapped keeps all of its own.
    signature = _signature(function, bound=wrapped is None) if function else None
    annotations = own.get("__annotations__") if type(own.get("__annotations__")) is dict else None
    return {
        "what": f"object of class {kind.__qualname__}",
        "name": name if isinstance(name, str) else None,
        "doc": _doc(doc if doc is not None else kind.__doc__),
        "signature": signature,
        "annotations": _annotations(wrapped) if type(wrapped) is FunctionType else _listed(annotations),
        "module": said("__module__") if type(said("__module__")) is str else kind.__module__,
        "wrapped": describe(wrapped) if wrapped is not None else None,
    }


def _doc(doc: object) -> str | None:
    if not isinstance(doc, str) or not doc.strip():
        return None
    line = doc.strip().split("\n", 1)[0]
    return line if len(line) <= DOC_LIMIT else f"{line[: DOC_LIMIT - 3]}..."


def _signature(function: FunctionType, *, bound: bool = False) -> str | None:
    """As help() and editors show it, `__wrapped__` followed. `bound` leaves the first parameter out."""
    try:
        # Annotations as strings, so that none is evaluated; defaults as descriptions, for the same reason.
        signature = inspect.signature(function, annotation_format=Format.STRING)
        parameters = [
            part if part.default is part.empty else part.replace(default=_Described(part.default))
            for part in signature.parameters.values()
        ]
        return signature.replace(parameters=parameters[bound:]).format(quote_annotation_strings=False)
    except Exception:
        return None


class _Described:
    """Stands for a default, with a repr that runs nothing of the reader's."""

    def __init__(self, value: object) -> None:
        self._words = describe(value)

    def __repr__(self) -> str:
        return self._words


def _annotations(function: FunctionType) -> str | None:
    try:
        return _listed(get_annotations(function, format=Format.STRING))
    except Exception:
        return None


def _listed(annotations: Mapping[str, object] | None) -> str | None:
    written = (
        f"{name}: {kind if type(kind) is str else describe(kind)}"
        for name, kind in (annotations or {}).items()
    )
    return ", ".join(written) or None


def _wrapped(function: FunctionType) -> str | None:
    wrapped = vars(function).get("__wrapped__")
    return None if wrapped is None else describe(wrapped)
