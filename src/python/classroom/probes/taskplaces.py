"""Where the reader's code stands while a loop runs: its frames, up to the callback that the loop has called."""

import sys
import types
from typing import TYPE_CHECKING

from classroom import loop, project
from classroom.exceptions import line_of
from classroom.probes.taskseen import Why

if TYPE_CHECKING:
    from classroom import shapes


def own_frames() -> list[shapes.CodePlace]:
    """The reader's frames in the step that runs, outermost first."""
    found: list[types.FrameType] = []
    frame: types.FrameType | None = sys._getframe(1)
    while frame is not None and frame.f_code is not loop._observed.__code__:
        if project.relative(frame.f_code.co_filename) is not None:
            found.append(frame)
        frame = frame.f_back
    return [place(frame) for frame in reversed(found[:20])]


def reason() -> Why:
    """Why the code that runs would cancel a task: what stands between it and the reader's line."""
    frame: types.FrameType | None = sys._getframe(1)
    while frame is not None and project.relative(frame.f_code.co_filename) is None:
        if frame.f_code.co_qualname == "TaskGroup._abort":
            return "task group"
        if frame.f_code.co_qualname == "_GatheringFuture.cancel":
            return "gather"
        frame = frame.f_back
    return "cancel"


def own_place() -> shapes.CodePlace | None:
    """The innermost line of the reader's in the step that runs; None where there is none."""
    frame: types.FrameType | None = sys._getframe(1)
    while frame is not None and frame.f_code is not loop._observed.__code__:
        if project.relative(frame.f_code.co_filename) is not None:
            return place(frame)
        frame = frame.f_back
    return None


def place(frame: types.FrameType) -> shapes.CodePlace:
    """The line that a frame of the reader's stands at."""
    code = frame.f_code
    return place_of(project.relative(code.co_filename) or "", frame.f_lineno, code.co_qualname)


def place_of(file: str, line: int, name: str) -> shapes.CodePlace:
    """A line of a file of the project, from 1, in the function of that name, with its text up to 200 characters."""
    path = file if file in project._typed else str(project.ROOT / file)
    return {"file": file, "line": line, "name": name, "source": line_of(path, line).strip()[:200]}
