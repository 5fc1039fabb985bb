"""A call as the calls probe keeps it, with what its frame tells of it, and as the report has it."""

import inspect
from dataclasses import dataclass
from types import CodeType, FrameType
from typing import TYPE_CHECKING, Literal

from classroom.describe import describe

if TYPE_CHECKING:
    from classroom import shapes

ARGUMENTS = 10
"""Arguments of a call that are named."""

type Kind = Literal["function", "coroutine", "generator", "async generator"]
type Ended = Literal["returned", "raised", "open"]


@dataclass
class Call:
    """A call that is written down."""

    name: str
    kind: Kind
    file: str
    line: int
    within: int | None
    depth: int
    test: str
    around: str | None
    decorates: str | None
    arguments: list[shapes.CallArguments]
    began: float
    entered: int
    left: int | None = None
    ended: Ended = "open"
    outcome: str | None = None
    seconds: float | None = None
    pauses: int = 0
    more: int = 0


def call_told(call: Call) -> shapes.Call:
    """A call as the report tells it; `entered` and `left` are its places among all that was entered and left."""
    return {
        "name": call.name,
        "kind": call.kind,
        "file": call.file,
        "line": call.line,
        "within": call.within,
        "test": call.test,
        "around": call.around,
        "decorates": call.decorates,
        "arguments": call.arguments,
        "entered": call.entered,
        "left": call.left,
        "ended": call.ended,
        "outcome": call.outcome,
        "seconds": call.seconds,
        "pauses": call.pauses,
        "more": call.more,
    }


def is_named(name: str) -> bool:
    """False for generator expressions and for what Python makes for annotations and type parameters: they are no calls of the reader's."""
    return name == "<lambda>" or not (name.startswith("<") or name == "__annotate__")


def kind_of(code: CodeType) -> Kind:
    """What calling it makes, by the flags of its code (Python documentation, "inspect", "Code Objects Bit Flags")."""
    if code.co_flags & inspect.CO_ASYNC_GENERATOR:
        return "async generator"
    if code.co_flags & inspect.CO_COROUTINE:
        return "coroutine"
    return "generator" if code.co_flags & inspect.CO_GENERATOR else "function"


def arguments_of(frame: FrameType) -> list[shapes.CallArguments]:
    """Arguments as they would be written in the call, where its frame has just begun: `*args` one by one, `**kwargs` by their names."""
    code, here = frame.f_code, frame.f_locals
    plain = code.co_argcount + code.co_kwonlyargcount
    given = [(name, here[name]) for name in code.co_varnames[:plain] if name in here]
    at = plain
    if code.co_flags & inspect.CO_VARARGS:
        given += [("", item) for item in here.get(code.co_varnames[at], ())]
        at += 1
    if code.co_flags & inspect.CO_VARKEYWORDS:
        given += list(here.get(code.co_varnames[at], {}).items())
    shown: list[shapes.CallArguments] = [
        {"name": str(name), "value": describe(value)} for name, value in given[:ARGUMENTS]
    ]
    if len(given) > ARGUMENTS:
        shown.append({"name": "", "value": f"... {len(given) - ARGUMENTS} more"})
    return shown
