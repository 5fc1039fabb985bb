"""A value in a few words, without running any of the reader's code: what a probe may say of what it sees."""

import dataclasses
import enum
from collections.abc import Iterable
from operator import attrgetter
from types import (
    AsyncGeneratorType,
    BuiltinFunctionType,
    CoroutineType,
    FunctionType,
    GeneratorType,
    MethodType,
    ModuleType,
)
from typing import TypeIs

from classroom.slots import arguments_of

LENGTH = 120
"""Characters of a description; what is longer ends in `...`."""

ITEMS = 6
"""Items of a collection that are named."""

DEPTH = 3
"""Collections within collections that are opened."""

_PLAIN = (bool, int, float, complex, bytearray, type(None), range, type(Ellipsis))
_TELLING = frozenset(
    {"datetime", "decimal", "fractions", "ipaddress", "pathlib", "uuid", "zoneinfo", "re", "time"}
)
"""Modules whose classes hold nothing of anybody else's, so that their repr asks nobody."""
_BRACKETS = {list: ("[", "]"), set: ("{", "}"), tuple: ("(", ")"), frozenset: ("frozenset({", "})")}


def describe(value: object) -> str:
    """The value as Python would show it, as far as that can be had without calling anything of the reader's."""
    try:
        return _cut(_words(value, DEPTH))
    except Exception:
        return f"<{name_of(type(value))} object>"


def describe_exception(error: BaseException) -> str:
    """`ValueError('no such card')`, with its arguments as they were given."""
    name = name_of(type(error))
    try:
        return _cut(f"{name}({', '.join(_words(part, 1) for part in arguments_of(error))})")
    except Exception:
        return name


def is_a[T](value: object, kind: type[T]) -> TypeIs[T]:
    """`isinstance`, which does not ask the object for its __class__: that may be a property of the reader's."""
    return issubclass(type(value), kind)


def _words(value: object, depth: int) -> str:
    kind = type(value)
    if type(value) is str or type(value) is bytes:
        return repr(value if len(value) < LENGTH else value[:LENGTH])
    if kind in _PLAIN:
        return repr(value)
    if type(value) is list or type(value) is set or type(value) is tuple or type(value) is frozenset:
        return _collection(value, depth)
    if type(value) is dict:
        pairs = (
            f"{_words(key, depth - 1)}: {_words(item, depth - 1)}"
            for key, item in list(value.items())[:ITEMS]
        )
        return _within("{", pairs, "}", len(value), depth)
    if is_a(value, type):
        return f"<class {name_of(value)}>"
    if type(value) is MethodType:
        return f"<method {name_of(value.__func__)}>" if type(value.__func__) is FunctionType else "<method>"
    if kind is ModuleType:
        return f"<module {vars(value).get('__name__')}>"
    if kind in _NAMED:
        return f"<{_NAMED[kind]} {name_of(value)}>"
    return _instance(value, kind, depth)


_NAMED = {
    FunctionType: "function",
    BuiltinFunctionType: "built-in",
    CoroutineType: "coroutine",
    GeneratorType: "generator",
    AsyncGeneratorType: "async generator",
}


def name_of(value: object) -> str:
    """What a class or function is called, as Python itself keeps it."""
    # A class may have a __qualname__ of its own for its instances; what it is called itself stands in `type`.
    if issubclass(type(value), type):
        return type.__dict__["__qualname__"].__get__(value)
    return _qualname(value)


_qualname: attrgetter[str] = attrgetter("__qualname__")


def _instance(value: object, kind: type, depth: int) -> str:
    name = name_of(kind)
    if issubclass(kind, enum.Enum):
        return f"{name}.{object.__getattribute__(value, '_name_')}"
    if is_a(value, BaseException):
        return describe_exception(value)
    fields = vars(kind).get("_fields")
    if is_a(value, tuple) and type(fields) is tuple:
        items = zip(fields, tuple.__iter__(value), strict=True)
        parts = [f"{field}={_words(item, depth - 1)}" for field, item in items]
        return _within(f"{name}(", parts[:ITEMS], ")", len(parts), depth)
    if "__dataclass_fields__" in vars(kind) and dataclasses.is_dataclass(kind):
        own = object.__getattribute__(value, "__dict__")
        names = [field.name for field in dataclasses.fields(kind) if field.repr and field.name in own]
        parts = [f"{field}={_words(own[field], depth - 1)}" for field in names[:ITEMS]]
        return _within(f"{name}(", parts, ")", len(names), depth)
    return repr(value) if kind.__module__.split(".")[0] in _TELLING else f"<{name} object>"


def _collection(
    value: list[object] | set[object] | tuple[object, ...] | frozenset[object], depth: int
) -> str:
    if type(value) is set and not value:
        return "set()"
    opening, closing = _BRACKETS[type(value)]
    if type(value) is tuple and len(value) == 1:
        closing = ",)"
    return _within(
        opening, (_words(item, depth - 1) for item in list(value)[:ITEMS]), closing, len(value), depth
    )


def _within(opening: str, parts: Iterable[str], closing: str, total: int, depth: int) -> str:
    if total and depth <= 0:
        return f"{opening}...{closing}"
    more = [f"... {total - ITEMS} more"] if total > ITEMS else []
    return f"{opening}{', '.join([*parts, *more])}{closing}"


def _cut(text: str) -> str:
    return text if len(text) <= LENGTH else f"{text[: LENGTH - 3]}..."
