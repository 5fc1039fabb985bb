"""Decorators at work: what each function was before and after, and which functions have been put around which."""

import linecache
import weakref
from collections.abc import Mapping
from dataclasses import dataclass
from types import CodeType, FrameType, FunctionType
from typing import TYPE_CHECKING, Any

from classroom.probes.decorated import Definition, Key, defines, definitions, identity

if TYPE_CHECKING:
    from classroom import shapes

DECORATED = 40
"""Decorated functions that are written down; the rest are counted."""


@dataclass
class _UnderWay:
    """A definition whose decorators are being applied."""

    definition: Definition
    report: shapes.Decorated
    name: str
    original: FunctionType


class Decorations:
    """Those of one run: `told` are the functions that were decorated, `more` counts those after them."""

    def __init__(self) -> None:
        self.told: list[shapes.Decorated] = []
        self.more = 0
        self.under_way: dict[int, _UnderWay] = {}
        """By the id of the frame that applies them."""
        self._names: dict[int, tuple[weakref.ref[Any], str]] = {}
        """What decorators were given, by id: the function that it is, in the end, about."""
        self._definitions: dict[str, dict[Key, Definition]] = {}

    def made_by(self, code: CodeType) -> dict[Key, Definition]:
        """Decorated functions that this code makes, as its file has them."""
        written = self._written(code.co_filename)
        return {key: written[key] for key in defines(code) if key in written}

    def _written(self, filename: str) -> dict[Key, Definition]:
        if filename not in self._definitions:
            self._definitions[filename] = definitions("".join(linecache.getlines(filename)))
        return self._definitions[filename]

    def forget(self) -> None:
        """The run is over: nothing of the reader's is held any more."""
        self.under_way.clear()
        self._names.clear()

    def drop(self, frame: FrameType) -> None:
        """A decorator raised: there is nothing to compare."""
        self.under_way.pop(id(frame), None)

    def given(self, making: Mapping[Key, Definition], file: str, frame: FrameType, value: object) -> None:
        """Something is called with this value, by code that makes these functions: it may be the first of a function's decorators, with the
        function as it was, or a further one, with what has become of it."""
        under_way = self.under_way.get(id(frame))
        if type(value) is FunctionType:
            inner = value.__code__
            definition = making.get((inner.co_name, inner.co_firstlineno))
            if definition is not None and inner.co_filename == frame.f_code.co_filename and under_way is None:
                under_way = self._begin(file, definition, value, frame)
        if under_way is not None and under_way.definition.first <= frame.f_lineno < under_way.definition.line:
            self._name(value, under_way.name)

    def _begin(
        self, file: str, definition: Definition, function: FunctionType, frame: FrameType
    ) -> _UnderWay:
        report: shapes.Decorated = {
            "name": function.__qualname__,
            "file": file,
            "line": definition.line,
            "decorators": list(definition.decorators),
            "before": identity(function),
            "after": None,
            "same": False,
        }
        if len(self.told) < DECORATED:
            self.told.append(report)
        else:
            self.more += 1
        begun = _UnderWay(definition, report, function.__qualname__, function)
        self.under_way[id(frame)] = begun
        return begun

    def _name(self, value: object, name: str) -> None:
        try:
            self._names[id(value)] = weakref.ref(value), name
        except TypeError:
            # What cannot be referred to weakly is not recognised later.
            return

    def is_through(self, frame: FrameType, line: int) -> bool:
        """Whether decorators that this frame applies are: it goes on at a line behind or before the function."""
        under_way = self.under_way.get(id(frame))
        return under_way is not None and not under_way.definition.first <= line <= under_way.definition.last

    def made(self, frame: FrameType) -> None:
        """The decorators are through: what stands under the function's name now?"""
        done = self.under_way.pop(id(frame))
        name = done.original.__code__.co_name
        here = frame.f_locals
        if name in here:
            done.report["after"] = identity(here[name])
            done.report["same"] = here[name] is done.original

    def around(self, frame: FrameType) -> str | None:
        """Name of the function that this frame was put around by a decorator; None where it is none, or not sure."""
        code, here = frame.f_code, frame.f_locals
        held = [here[name] for name in code.co_freevars if name in here]
        if code.co_argcount and code.co_name == "__call__":
            held += _own_values(here.get(code.co_varnames[0]))
        for value in held:
            named = self._names.get(id(value))
            if named is not None and named[0]() is value:
                return named[1]
        functions = [value for value in held if type(value) is FunctionType]
        return functions[0].__qualname__ if len(functions) == 1 and "<locals>" in code.co_qualname else None


def _own_values(instance: object) -> list[object]:
    try:
        return list(object.__getattribute__(instance, "__dict__").values())
    except AttributeError:
        return []
