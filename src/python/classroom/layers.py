"""Recognises a recursion that goes through a decorator, and says where it turns round."""

import inspect
from types import CodeType, FrameType, FunctionType

from classroom import project

TURNS = 40
"""Innermost frames that are looked at: enough for a cycle to show itself twice."""

LONGEST = 6
"""Functions in a cycle that is put into words."""


def recursion_sentence(error: RecursionError) -> str | None:
    """What to look at where a decorator's wrapper calls itself, or its function calls itself through it. None elsewhere."""
    cycle = _cycle(error)
    layer = next((found for frame in cycle if (found := _layer(frame))), None)
    if layer is None:
        return None
    name, wrapper, decorator, given = layer
    others = [frame.f_code.co_name for frame in cycle if not _is_nested(frame.f_code)]
    if others:
        return (
            f"Calls went deeper than Python allows: {others[0]} calls itself without end, each time through the "
            f"layer that {decorator} put around {name}. The case that ends it is missing or never reached."
        )
    if len(cycle) > 1:
        return None
    return (
        f"{name} is the {wrapper} that {decorator} made, and that {wrapper} calls itself without end: inside it, "
        f"call {given}."
    )


def _cycle(error: RecursionError) -> list[FrameType]:
    """One frame of each of the reader's functions that the innermost calls go round in; empty where they do not."""
    frames: list[FrameType] = []
    step = error.__traceback__
    while step is not None:
        if project.relative(step.tb_frame.f_code.co_filename) is not None:
            frames.append(step.tb_frame)
        step = step.tb_next
    last = frames[-TURNS:]
    by_code = {frame.f_code: frame for frame in last}
    turns = len(last) == TURNS and len(by_code) <= LONGEST
    # What was called once is where the recursion broke off, and no part of it.
    counts = [frame.f_code for frame in last]
    return [frame for code, frame in by_code.items() if counts.count(code) > 1] if turns else []


def _is_nested(code: CodeType) -> bool:
    return "<locals>" in code.co_qualname


def _layer(frame: FrameType) -> tuple[str, str, str, str] | None:
    """(name that is bound to it, wrapper, decorator, what the wrapper should call), where the frame is a wrapper's."""
    code = frame.f_code
    if not _is_nested(code):
        return None
    bound = next(
        (name for name, value in _bound(frame) if type(value) is FunctionType and value.__code__ is code),
        None,
    )
    if bound is None:
        return None
    parts = code.co_qualname.split(".<locals>.")
    made_by = frame.f_globals.get(parts[0])
    encloser = made_by.__code__ if type(made_by) is FunctionType else None
    for part in parts[1:-1]:
        encloser = (
            next((c for c in encloser.co_consts if isinstance(c, CodeType) and c.co_name == part), None)
            if encloser
            else None
        )
    given = f"the function that {parts[0]} was given"
    if (
        encloser is not None
        and encloser.co_argcount == 1
        and not encloser.co_flags & (inspect.CO_VARARGS | inspect.CO_VARKEYWORDS)
    ):
        given = f"{encloser.co_varnames[0]}, {given}"
    return bound, code.co_name, parts[0], given


def _bound(frame: FrameType) -> list[tuple[str, object]]:
    """Names that stand for functions: those of the module, and those of its classes."""
    names = list(frame.f_globals.items())
    for _, value in list(names):
        if type(value) is type:
            names += list(vars(value).items())
    return names
