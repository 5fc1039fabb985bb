"""The errors that a reader can cause: a VCL that does not compile, and a script that cannot be played."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager


class CompileError(Exception):
    """A VCL that does not compile. `line` and `column` count from 1 and are the first place that `varnishd -C` names."""

    def __init__(self, message: str, line: int, column: int = 1, source: str = "", width: int = 1) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.column = column
        self.source = source
        self.width = width

    def __str__(self) -> str:
        """As varnishd writes it: what is wrong, where, and the line with the token underlined."""
        shown = [self.message, f"('default.vcl' Line {self.line} Pos {self.column})"]
        lines = self.source.splitlines()
        if 0 < self.line <= len(lines):
            indent = "".join("\t" if one == "\t" else "-" for one in lines[self.line - 1][: self.column - 1])
            shown += [lines[self.line - 1], indent + "#" * max(1, self.width)]
        return "\n".join(shown)


class ScriptError(Exception):
    """A request script that cannot be played, in one sentence that names the place."""


class Failure(Exception):
    """`VRT_fail`: the VCL cannot go on, and the request ends as "503 VCL failed"."""


#: Frames of Python that reading a VCL or a pattern may take, nested as deeply as varnishd takes them.
_FRAMES = 20_000


@contextmanager
def deep() -> Iterator[None]:
    """Room for plain Python calls within one another, which cost no C stack."""
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(max(limit, _FRAMES))
    try:
        yield
    finally:
        sys.setrecursionlimit(limit)
