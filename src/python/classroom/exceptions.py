"""An exception as a reader is shown it: a friendly sentence, the frames in their own files, and the line to
mark."""

import linecache
import traceback
from collections.abc import Iterator
from types import TracebackType
from typing import TYPE_CHECKING

from classroom import project
from classroom.clock import EndlessError
from classroom.describe import is_a, name_of
from classroom.friendly import friendly
from classroom.loop import DeadlockError
from classroom.slots import trace_of
from classroom.telling import Circumstances

if TYPE_CHECKING:
    from classroom.shapes import ExceptionReport, Frame, Place

FRAMES = 20
"""Frames shown at most; of a deep recursion the outermost few and the innermost stay."""

_OUTER = 5


def exception_report(error: BaseException, circumstances: Circumstances | None = None) -> ExceptionReport:
    """An ExceptionReport. It never raises, whatever the reader's exception class does when it is asked for something."""
    try:
        return _report(error, circumstances or Circumstances())
    except BaseException as second:
        return _untellable(error, second)


def _report(error: BaseException, circumstances: Circumstances) -> ExceptionReport:
    start = _first_own(error)
    told = traceback.TracebackException(type(error), error, start, compact=True)
    frames = _own_frames(told, start)
    for part in _parts(told):
        _drop_ours(part)
    place = _syntax_place(error)
    if place is not None and not (frames and frames[-1]["file"] == place["file"]):
        frames.append(_unread(error, place))
    message = _message(error, told)
    return {
        "type": type_name(type(error)),
        "message": message,
        "friendly": friendly(error, message, circumstances),
        "frames": _shown(frames),
        "at": place or _waiting_place(error) or _place(frames),
        "full": project.shorten("".join(told.format())).rstrip("\n"),
    }


# Not from __file__: bundled modules are compiled elsewhere, and frames name the file as the compiler knew it.
_OWN = exception_report.__code__.co_filename.rsplit("/", 1)[0] + "/"


def type_name(kind: type[BaseException]) -> str:
    """The class as Python names it in a traceback."""
    name, module = name_of(kind), type.__dict__["__module__"].__get__(kind)
    return name if module in ("builtins", "__main__", "__mp_main__") else f"{module}.{name}"


def utf16(line: str, column: int) -> int:
    """A column counted in characters, in UTF-16 units."""
    return len(line[:column].encode("utf-16-le", "surrogatepass")) // 2


def line_of(filename: str, number: int) -> str:
    """A line of a file as it stands, without its end."""
    return linecache.getline(filename, number).rstrip("\r\n")


def _first_own(error: BaseException) -> TracebackType | None:
    # What led to the reader's code is the classroom's and pytest's business. Without any own frame everything
    # stays, unless the code could not even be read: then Python shows no frame either.
    at = start = trace_of(error)
    while at is not None and project.relative(at.tb_frame.f_code.co_filename) is None:
        at = at.tb_next
    if at is not None or _syntax_place(error) is not None:
        return at
    return _past_ours(start)


def _past_ours(start: TracebackType | None) -> TracebackType | None:
    while start is not None and start.tb_frame.f_code.co_filename.startswith(_OWN):
        start = start.tb_next
    return start


def _message(error: BaseException, told: traceback.TracebackException) -> str:
    if is_a(error, SyntaxError) and error.msg:
        return _text(str(error.msg))
    try:
        text = _text(str(error))
    except BaseException:
        return "<this exception's __str__ raises an exception>"
    # Python's own suggestion ("Did you mean") is no part of the exception; it comes when it is printed.
    printed = "".join(told.format_exception_only())
    name = f"{type_name(type(error))}: {text}"
    if printed.startswith(name):
        return text + printed[len(name) :].split("\n", 1)[0]
    return text


def _text(text: str) -> str:
    # What str() gives may be of a class of the reader's, with methods of its own.
    return "".join((text, ""))


def _untellable(error: BaseException, second: BaseException) -> ExceptionReport:
    """What can be said of an exception that raises another when it is looked at: its class, and the way to it."""
    kind = type_name(type(error))
    start = at = trace_of(error)
    while at is not None and project.relative(at.tb_frame.f_code.co_filename) is None:
        at = at.tb_next
    start = at or _past_ours(start)
    stack = traceback.StackSummary.extract(traceback.walk_tb(start), lookup_lines=True, capture_locals=False)
    frames = [_frame(each, file) for each in stack if (file := project.relative(each.filename)) is not None]
    message = f"<it cannot be shown: looking at it raised {type_name(type(second))}>"
    lines = traceback.format_list([each for each in stack if not each.filename.startswith(_OWN)])
    full = "".join(["Traceback (most recent call last):\n", *lines, f"{kind}: {message}"])
    return {
        "type": kind,
        "message": message,
        "friendly": "An exception was raised that cannot be shown: looking at it raises another.",
        "frames": _shown(frames),
        "at": _place(frames),
        "full": project.shorten(full),
    }


def _parts(told: traceback.TracebackException) -> Iterator[traceback.TracebackException]:
    """What is told of an exception, of its causes and of the members of a group."""
    seen, waiting = set[int](), [told]
    while waiting:
        part = waiting.pop()
        if id(part) in seen:
            continue
        seen.add(id(part))
        yield part
        waiting += [
            each for each in (part.__cause__, part.__context__, *(part.exceptions or ())) if each is not None
        ]


def _drop_ours(told: traceback.TracebackException) -> None:
    """Functions of ours that stand in the place of Python's, such as time.sleep, have no frame there either."""
    told.stack[:] = [each for each in told.stack if not each.filename.startswith(_OWN)]


def _own_frames(told: traceback.TracebackException, start: TracebackType | None) -> list[Frame]:
    seen = [
        (_frame(summary, file), step.f_locals.get("__tracebackhide__") is True)
        for summary, (step, _) in zip(told.stack, traceback.walk_tb(start), strict=False)
        if (file := project.relative(summary.filename)) is not None
    ]
    # pytest's way for a helper to say: show my caller. Where all hide, all are shown.
    return [frame for frame, hides in seen if not hides] or [frame for frame, _ in seen]


def _frame(summary: traceback.FrameSummary, file: str) -> Frame:
    lineno = summary.lineno or 1
    return {
        "file": file,
        "line": lineno,
        "column": _column(summary.filename, lineno, summary.colno),
        "endLine": summary.end_lineno,
        "endColumn": _column(summary.filename, summary.end_lineno, summary.end_colno),
        "name": summary.name,
        "source": (summary.line or "").strip(),
    }


def _unread(error: BaseException, place: Place) -> Frame:
    # Nothing of that file has run, so it has no frame, but it is where to look.
    text = error.text if is_a(error, SyntaxError) else ""
    return {**place, "name": "<module>", "source": (text or "").strip()}


def _column(filename: str, number: int | None, offset: int | None) -> int | None:
    if number is None or offset is None:
        return None
    # The compiler counts in bytes of UTF-8.
    head = line_of(filename, number).encode("utf-8", "surrogatepass")[:offset]
    return len(head.decode("utf-8", "replace").encode("utf-16-le", "surrogatepass")) // 2


def _place(frames: list[Frame]) -> Place | None:
    if not frames:
        return None
    frame = frames[-1]
    return {
        "file": frame["file"],
        "line": frame["line"],
        "column": frame["column"],
        "endLine": frame["endLine"],
        "endColumn": frame["endColumn"],
    }


def _waiting_place(error: BaseException) -> Place | None:
    # The loop raises these; the line to look at is that of the await, which no frame of the traceback shows.
    if not (is_a(error, DeadlockError) or is_a(error, EndlessError)) or error.place is None:
        return None
    file, line = error.place
    return {"file": file, "line": line, "column": None, "endLine": None, "endColumn": None}


def _syntax_place(error: BaseException) -> Place | None:
    if not is_a(error, SyntaxError) or type(error.filename) is not str:
        return None
    file = project.relative(error.filename)
    if file is None or not isinstance(error.lineno, int):
        return None
    line = max(error.lineno, 1)
    column = _syntax_column(error.filename, line, error.offset)
    end_line = error.end_lineno if error.end_lineno and error.end_lineno >= line else None
    end_column = _syntax_column(error.filename, end_line, error.end_offset)
    if column is None or end_column is None:
        end_line = end_column = None
    return {"file": file, "line": line, "column": column, "endLine": end_line, "endColumn": end_column}


def _syntax_column(filename: str, line: int | None, offset: int | None) -> int | None:
    if line is None or not isinstance(offset, int) or offset < 1:
        return None
    return utf16(line_of(filename, line), offset - 1)


def _shown(frames: list[Frame]) -> list[Frame]:
    return frames if len(frames) <= FRAMES else frames[:_OUTER] + frames[_OUTER - FRAMES :]
