"""The reader's way in: `simulate` plays requests on a VCL file, with an origin written in Python."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from .checker import compile_vcl
from .errors import CompileError, ScriptError
from .exchange import Exchange
from .script import read_script
from .server import Server

Answer = Callable[[dict[str, Any]], Mapping[str, Any]]


class VCLError(SyntaxError):
    """A VCL file that does not compile. Like any SyntaxError it knows its file and line."""

    def __init__(self, error: CompileError, filename: str) -> None:
        lines = error.source.splitlines() or [""]
        line = min(error.line, len(lines))
        text = lines[line - 1]
        start = error.column if line == error.line else 1
        end = min(start + max(1, error.width), len(text) + 1)
        place = (filename, line, start, text + "\n", line, max(end, start))
        super().__init__(error.message, place)


VCLError.__module__ = "varnish"  # what a traceback calls it


class Play(list[Exchange]):
    """What became of the requests, in the order of the script. `print` shows it as a table."""

    def __init__(self, exchanges: Iterable[Exchange], server: Server, vcl: str) -> None:
        super().__init__(exchanges)
        self.server = server
        self.vcl = vcl

    @property
    def outcomes(self) -> list[str | None]:
        """hit, miss, pass, pipe or synth of each; None for a request that no VCL has seen."""
        return [one.outcome for one in self]

    @property
    def origin_requests(self) -> int:
        """Responses that the origin sent, to background fetches too, but not to probes."""
        return self.server.origin.answers

    def __str__(self) -> str:
        rows = [("at", "request", "status", "outcome", "Age", "hits", "origin #")]
        for one in self:
            age = "-" if one.age is None else str(one.age)
            count = "-" if one.origin_count is None else str(one.origin_count)
            status = "-" if one.status is None else str(one.status)
            outcome = one.outcome or "-"
            rows.append(
                (f"{one.at:g}", f"{one.method} {one.url}", status, outcome, age, str(one.hits), count)
            )
        widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
        return "\n".join(
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
            for row in rows
        )

    __repr__ = __str__


#: Told of each play; the instrument's probe puts itself in here.
watchers: list[Callable[[Play], None]] = []


def get(at: float, url: str = "/", *, method: str = "GET", **headers: str) -> dict[str, Any]:
    """A request that comes `at` seconds after the start. `Accept_Language="de"` sends the header Accept-Language."""
    return {
        "at": at,
        "url": url,
        "method": method,
        "headers": {_header(name): value for name, value in headers.items()},
    }


def route(url: str = "/.*", body: str = "", *, status: int = 200, **rest: Any) -> dict[str, Any]:
    """What the origin answers to requests whose path and query match `url`, a regular expression, in full.

    `delay`, `when` and `match` are those of the script; any other keyword is a header: `Cache_Control="max-age=60"`.
    """
    made: dict[str, Any] = {"url": url, "body": body, "status": status, "headers": {}}
    for name, value in rest.items():
        if name in ("delay", "when", "match", "reason"):
            made[name] = value
        elif name == "headers":
            made["headers"].update(value)
        else:
            made["headers"][_header(name)] = value
    return made


def simulate(
    vcl: str,
    requests: Sequence[Mapping[str, Any]],
    origin: Sequence[Mapping[str, Any]] | Answer | None = None,
    *,
    down: Sequence[Sequence[float]] = (),
    epoch: float | None = None,
) -> Play:
    """Plays requests on a VCL: the name of a file, or the text of one.

    `origin` is a list of routes, or a function that is given each backend request as a dict (`at`, `method`, `url`, `headers`,
    `count`) and returns the keys of a route (`status`, `headers`, `body`, `delay`). `down` lists [from, to) in seconds during
    which the origin closes every connection. Raises VCLError for a VCL that does not compile, ScriptError for the rest.
    """
    filename, source = _read(vcl)
    answer = origin if callable(origin) else None
    routes = (
        []
        if callable(origin)
        else [route(Cache_Control="max-age=60", body="hello")]
        if origin is None
        else list(origin)
    )
    script = read_script({"origin": {"routes": routes, "down": list(down)}, "requests": list(requests)})
    try:
        program = compile_vcl(source)
    except CompileError as error:
        raise VCLError(error, filename) from None
    server = Server(program, replace(script, answer=answer), epoch)
    play = Play(server.play(), server, Path(filename).name)
    for watcher in list(watchers):
        watcher(play)
    return play


def _read(vcl: str) -> tuple[str, str]:
    if not isinstance(vcl, str):
        raise ScriptError(f"simulate takes the name of a VCL file or its text, not {type(vcl).__name__}")
    if "\n" in vcl or "{" in vcl or ";" in vcl:
        return "<vcl>", vcl
    path = Path(vcl)
    if not path.is_file():
        raise ScriptError(f"there is no file {vcl!r} here")
    return str(path.resolve()), path.read_text(encoding="utf-8")


def _header(name: str) -> str:
    return name.replace("_", "-")
