"""What a run did with each line of the reader's files: ran it or not, and which exceptions were raised on it or came through
it. The page lays beside it what a type checker says of the same text."""

import linecache
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import CodeType
from typing import TYPE_CHECKING

from classroom import monitoring, project
from classroom.exceptions import type_name
from classroom.monitoring import DISABLE, events
from classroom.watch import Probe as _Probe

if TYPE_CHECKING:
    from classroom import shapes

LARGEST = 100_000
"""Characters of one file that are told; a longer one is left out, and named."""

_MESSAGE = 300
"""Characters of an exception's message that are told."""

_ERRORS = 100
"""Exceptions of one class on one line that are told apart."""

_ENDS = (SystemExit, GeneratorExit, KeyboardInterrupt)
"""Exceptions that are no verdict on a line."""


@dataclass
class _Raised:
    """Exceptions of one class on one line: the message of the first, and their numbers."""

    message: str
    errors: list[int] = field(default_factory=list)


class Probe(_Probe):
    """Sees every file of the project, whatever the caller names: who calls matters as much as what is called."""

    sees_imports = True

    def __init__(self, root: Path, files: Sequence[str]) -> None:
        self._tool: monitoring.Tool | None = None
        self._ran: dict[str, set[int]] = {}
        self._raised: dict[str, dict[tuple[int, str], _Raised]] = {}
        # Kept until the run is over, so that no two have one id.
        self._errors: dict[int, tuple[int, BaseException]] = {}
        self._own: dict[str, str | None] = {}

    def start(self) -> None:
        """Begins to record. NoToolError where every tool of `sys.monitoring` is taken."""
        callbacks: dict[int, monitoring.Callback] = {events.LINE: self._line, events.RAISE: self._raise}
        self._tool = monitoring.take("verdicts", callbacks, events.LINE | events.RAISE)

    def stop(self) -> None:
        """Ends recording; `report` then answers."""
        if self._tool is None:
            return
        self._tool.give_back()
        self._tool = None
        self._errors.clear()

    def report(self) -> shapes.VerdictsReport:
        """By path, the text as it ran, the lines that ran, and the exceptions on each line. An exception
        that comes through several lines has one number."""
        files: dict[str, shapes.FileVerdicts] = {}
        left: list[str] = []
        for name in sorted({*self._ran, *self._raised}):
            source = "".join(linecache.getlines(self._where(name)))
            if len(source) > LARGEST:
                left.append(name)
                continue
            files[name] = {
                "source": source,
                "ran": sorted(self._ran.get(name, ())),
                "raised": [
                    {"line": line, "type": kind, "message": told.message, "errors": told.errors}
                    for (line, kind), told in sorted(self._raised.get(name, {}).items())
                ],
            }
        return {"files": files, "left": left}

    def _line(self, code: CodeType, line: int) -> object:
        name = self._name(code)
        if name is not None:
            self._ran.setdefault(name, set()).add(line)
        # Once is enough, of each line.
        return DISABLE

    def _raise(self, code: CodeType, offset: int, error: BaseException) -> None:
        name = self._name(code)
        if name is None or isinstance(error, _ENDS):
            return
        line = _line_at(code, offset)
        if line is None:
            return
        seen = self._raised.setdefault(name, {})
        key = line, type_name(type(error))
        if key not in seen:
            seen[key] = _Raised(_text(error))
        number, _ = self._errors.setdefault(id(error), (len(self._errors), error))
        errors = seen[key].errors
        if number not in errors and len(errors) < _ERRORS:
            errors.append(number)

    def _name(self, code: CodeType) -> str | None:
        filename = code.co_filename
        if filename not in self._own:
            self._own[filename] = project.relative(filename)
        return self._own[filename]

    def _where(self, name: str) -> str:
        return next(filename for filename, own in self._own.items() if own == name)


def _line_at(code: CodeType, offset: int) -> int | None:
    """The line on which the instruction at `offset` (in bytes) stands."""
    return next((line for index, (line, *_) in enumerate(code.co_positions()) if index == offset // 2), None)


def _text(error: BaseException) -> str:
    try:
        text = str(error)
    except BaseException:
        return "<this exception's __str__ raises an exception>"
    return text if len(text) <= _MESSAGE else f"{text[:_MESSAGE]}…"
