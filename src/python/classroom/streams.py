"""What a program prints and reads: standard streams that push their text to the page, and prepared lines for
input()."""

import codecs
import io
import sys
from collections.abc import Buffer, Callable, Mapping, Sequence

type Emit = Callable[[Mapping[str, object]], object]
"""Hears of one RunEvent of protocol.ts."""

PIECE = 1_000_000
"""Bytes of output that are handed over at once."""


class Console:
    """The standard streams of an interpreter. They stay the same for its life, as handlers and defaults hold on
    to them."""

    def __init__(self, emit: Emit) -> None:
        self._emit = emit
        self._open()
        self.stdin = PreparedLines((), self._out)

    def begin(self, lines: Sequence[str]) -> None:
        """Readies the streams for a run that reads the given lines."""
        if self.stdout.closed or self.stderr.closed:
            self._open()
        self._out.begin()
        self._err.begin()
        self.stdin = PreparedLines(lines, self._out)
        sys.stdin = sys.__stdin__ = io.TextIOWrapper(io.BufferedReader(self.stdin), encoding="utf-8")
        sys.stdout = sys.__stdout__ = self.stdout
        sys.stderr = sys.__stderr__ = self.stderr

    def flush(self) -> None:
        """Pushes out what is still held back, also where the reader's code has put other streams in place."""
        for stream in (sys.stdout, sys.stderr, self.stdout, self.stderr):
            try:
                stream.flush()
            except Exception:
                continue

    def push(self) -> None:
        """Pushes out what our own streams hold."""
        for stream in (self.stdout, self.stderr):
            if not stream.closed:
                stream.flush()

    def _open(self) -> None:
        self._out = Pipe("stdout", self._emit)
        self._err = Pipe("stderr", self._emit)
        self.stdout = _text(self._out, "strict")
        self.stderr = _text(self._err, "backslashreplace")


class Pipe(io.RawIOBase):
    """One output stream: bytes go in, `output` events come out. How much of it is shown is the worker's affair."""

    def __init__(self, stream: str, emit: Emit) -> None:
        self._stream = stream
        self._emit = emit
        self.name = f"<{stream}>"
        self.begin()

    def begin(self) -> None:
        """Forgets half a character that a run has left."""
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")

    def writable(self) -> bool:
        """As io.RawIOBase asks."""
        return True

    def fileno(self) -> int:
        """The number that the stream has on a desktop; nothing of ours writes to it."""
        return 1 if self._stream == "stdout" else 2

    def write(self, data: Buffer) -> int:
        """Takes all of the bytes. What is no UTF-8 is shown as U+FFFD; half a character waits for its rest."""
        given = memoryview(data).cast("B")
        # In pieces: a print of a hundred megabytes must not be in memory a third and a fourth time on its way.
        for start in range(0, given.nbytes, PIECE):
            self.push(self._decoder.decode(given[start : start + PIECE]))
        return given.nbytes

    def push(self, text: str) -> None:
        """Text that needs no decoding; of none there is no event."""
        if text:
            self._emit({"type": "output", "stream": self._stream, "text": text})


class PreparedLines(io.RawIOBase):
    """Standard input made of prepared lines. Each is echoed when it is read, as a terminal shows what is typed."""

    def __init__(self, lines: Sequence[str], echo: Pipe) -> None:
        self.prepared = len(lines)
        self.asked = 0
        """How many lines have been asked for, those beyond the last included."""
        self._lines = iter(lines)
        self._echo = echo
        self._rest = b""
        self.name = "<stdin>"

    def readable(self) -> bool:
        """As io.RawIOBase asks."""
        return True

    def readinto(self, target: Buffer) -> int:
        """At most one line at a time, so that each is echoed only when it is asked for."""
        if not self._rest:
            self.asked += 1
            line = next(self._lines, None)
            if line is None:
                return 0
            self._echo.push(line + "\n")
            self._rest = (line + "\n").encode("utf-8", "replace")
        room = memoryview(target)
        part, self._rest = self._rest[: len(room)], self._rest[len(room) :]
        room[: len(part)] = part
        return len(part)


def _text(pipe: Pipe, errors: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BufferedWriter(pipe), encoding="utf-8", errors=errors, line_buffering=True)
