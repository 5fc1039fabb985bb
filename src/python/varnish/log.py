"""The trace of a request: lines like varnishlog's, with the subroutine and the line of VCL that decided where there is one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from .http import printable

#: Characters of a line: Varnish's vsl_reclen.
LONGEST = 255

Side = Literal["c", "b"]


@dataclass(frozen=True)
class Entry:
    """A line. Its tags are those of vsl(7); what this interpreter adds to a text is its own."""

    #: Seconds since the script began.
    at: float
    #: `c` for the client's side, `b` for the backend's.
    side: Side
    tag: str
    text: str
    #: Name of the subroutine that decided, None for what Varnish itself did.
    sub: str | None = None
    #: Line in the reader's VCL; None for the builtin VCL and for Varnish itself.
    line: int | None = None

    def __str__(self) -> str:
        place = (
            ""
            if self.sub is None
            else f"  [{self.sub}" + (f" line {self.line}]" if self.line else ", builtin]")
        )
        return f"{self.side} {self.tag:<14} {self.text}{place}"


@dataclass
class Trace:
    """The lines of a request and its fetches, in the order in which they came."""

    entries: list[Entry] = field(default_factory=list)

    def add(
        self, at: float, side: Side, tag: str, text: str, sub: str | None = None, line: int | None = None
    ) -> None:
        """`at` is in seconds since the script began and kept to a tenth of a millisecond; a text is cut off at LONGEST
        characters."""
        self.entries.append(Entry(round(at, 4), side, tag, printable(text[:LONGEST]), sub, line))
