"""A value in a few words, without running any of the reader's code: what a probe may say of what it sees."""

import dataclasses
import enum
import sys
from collections.abc import Iterable
from types import (
    AsyncGeneratorType,
    BuiltinFunctionType,
    CodeType,
    CoroutineType,
    FunctionType,
    GeneratorType,
    MethodType,
    ModuleType,
)

LENGTH = 120
"""Characters of a description; what is longer ends in `...`."""

ITEMS = 6
"""Items of a collection that are named."""

DEPTH = 3
"""Collections within collections that are opened."""

_PLAIN = (bool, int, float, complex, str, bytes, bytearray, type(None), range, type(Ellipsis), CodeType)
_BRACKETS = {list: "[]", set: "{}", tuple: "()", frozenset: ("frozenset({", "})")}


def describe(value: object) -> str:
    """The value as Python would show it, as far as that can be had without calling a `__repr__` of the reader's."""
    try:
        return _cut(_words(value, DEPTH))
    except Exception:
        # A class may lie about everything, even about what it is.
        return f"<{type(value).__name__} object>"


def describe_exception(error: BaseException) -> str:
    """`ValueError('no such card')`, with its arguments as they were given."""
    try:
        return _cut(f"{type(error).__name__}({', '.join(_words(part, 1) for part in error.args)})")
    except Exception:
        return type(error).__name__


def _words(value: object, depth: int) -> str:
    kind = type(value)
    if kind in _PLAIN:
        return (
            repr(value)
            if not isinstance(value, (str, bytes)) or len(value) < LENGTH
            else repr(value[:LENGTH])
        )
    if kind in _BRACKETS:
        return _collection(kind, value, depth)
    if kind is dict:
        pairs = (
            f"{_words(key, depth - 1)}: {_words(item, depth - 1)}"
            for key, item in list(value.items())[:ITEMS]
        )
        return _within("{", pairs, "}", len(value), depth)
    if isinstance(value, type):
        return f"<class {type.__dict__['__qualname__'].__get__(value)}>"
    return _named(value) or _instance(value, kind, depth)


def _named(value: object) -> str | None:
    match value:
        case FunctionType():
            return f"<function {value.__qualname__}>"
        case BuiltinFunctionType():
            return f"<built-in {value.__qualname__}>"
        case MethodType(__func__=FunctionType() as function):
            return f"<method {function.__qualname__}>"
        case CoroutineType():
            return f"<coroutine {value.__qualname__}>"
        case GeneratorType():
            return f"<generator {value.__qualname__}>"
        case AsyncGeneratorType():
            return f"<async generator {value.__qualname__}>"
        case ModuleType():
            return f"<module {vars(value).get('__name__')}>"
    return None


def _instance(value: object, kind: type, depth: int) -> str:
    if isinstance(value, enum.Enum):
        return f"{kind.__name__}.{value._name_}"
    if isinstance(value, BaseException):
        return describe_exception(value)
    if isinstance(value, tuple) and isinstance(fields := vars(kind).get("_fields"), tuple):
        parts = [
            f"{name}={_words(item, depth - 1)}"
            for name, item in zip(fields, tuple.__iter__(value), strict=True)
        ]
        return _within(f"{kind.__name__}(", parts[:ITEMS], ")", len(parts), depth)
    if "__dataclass_fields__" in vars(kind):
        own = object.__getattribute__(value, "__dict__")
        names = [field.name for field in dataclasses.fields(kind) if field.repr and field.name in own]
        parts = (f"{name}={_words(own[name], depth - 1)}" for name in names[:ITEMS])
        return _within(f"{kind.__name__}(", parts, ")", len(names), depth)
    if _is_of_python(kind):
        text = repr(value)
        # Where it lies in memory says nothing to a reader, and differs from run to run.
        return text if " at 0x" not in text else f"<{kind.__name__} object>"
    return f"<{kind.__name__} object>"


def _is_of_python(kind: type) -> bool:
    # Containers of the standard library would ask their items for their repr, and those may be anybody's.
    return kind.__module__.split(".")[0] in sys.stdlib_module_names - {
        "__main__",
        "collections",
    } and not issubclass(kind, (list, tuple, dict, set, frozenset))


def _collection(kind: type, value: object, depth: int) -> str:
    if kind is set and not value:
        return "set()"
    opening, closing = _BRACKETS[kind]
    if kind is tuple and len(value) == 1:
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
