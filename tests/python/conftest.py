"""What the tests of the classroom share: a way to ask it as the page does, that leaves nothing behind for the
next test."""

import json
import os
import shutil
import sys
import types
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from classroom import bridge, project, strict


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-reports", action="store_true", help="write tests/fixtures/reports anew")


@dataclass
class Classroom:
    """Calls of the protocol, with the defaults that make a test short, and the events that came of them."""

    events: list[dict[str, Any]] = field(default_factory=list)
    mends: bool = False
    """Whether each call is followed by putting pytest and Python back together, which share this interpreter
    with us."""

    def cell(
        self,
        code: str,
        *,
        files: dict[str, str] | None = None,
        stdin: tuple[str, ...] = (),
        id: str = "cell",
        filename: str = "cell.py",
        probes: tuple[str, ...] = (),
        clock: str | None = "real",
    ) -> Any:
        return self.ask(
            "runCell",
            id=id,
            filename=filename,
            code=code,
            files=files or {},
            stdin=stdin,
            probes=probes,
            clock=clock,
        )

    def program(
        self,
        files: dict[str, str],
        *,
        entry: str = "main.py",
        stdin: tuple[str, ...] = (),
        probes: tuple[str, ...] = (),
    ) -> Any:
        return self.ask("runProgram", entry=entry, files=files, stdin=stdin, probes=probes)

    def tests(self, files: dict[str, str] | str, **more: Any) -> Any:
        given = {"test_it.py": files} if isinstance(files, str) else files
        nothing = {
            "args": [],
            "seed": None,
            "select": None,
            "probes": [],
            "measure": [],
            "strict": False,
            "stdin": [],
        }
        shutil.rmtree(project.ROOT, ignore_errors=True)
        return self.ask("runTests", **{**nothing, "files": given, **more})

    def printed(self, stream: str = "stdout") -> str:
        return "".join(
            event["text"] for event in self.events if event["type"] == "output" and event["stream"] == stream
        )

    def ask(self, call: str, **given: Any) -> Any:
        self.events.clear()
        parts = (
            [(holder, name, part, strict._code(part)) for _, holder, name, part in strict._parts()]
            if self.mends
            else []
        )
        try:
            report = bridge.call(call, json.dumps(given))
            bridge.settle()
            return None if report is None else json.loads(report)
        finally:
            _mend(parts)


@pytest.fixture
def classroom() -> Iterator[Classroom]:
    kept = sys.stdin, sys.stdout, sys.stderr, sys.__stdin__, sys.__stdout__, sys.__stderr__, sys.argv
    folder, path, main = os.getcwd(), list(sys.path), sys.modules["__main__"]
    environment, hook, modules = dict(os.environ), sys.excepthook, dict(sys.modules)
    shutil.rmtree(project.ROOT, ignore_errors=True)
    room = Classroom()
    before = bridge._classroom
    bridge.connect(lambda event: room.events.append(json.loads(event)), _block, lambda: None)
    yield room
    bridge._classroom = before
    strict._snapshots.clear()
    sys.stdin, sys.stdout, sys.stderr, sys.__stdin__, sys.__stdout__, sys.__stderr__, sys.argv = kept
    sys.excepthook = hook
    os.chdir(folder)
    sys.path[:] = path
    sys.modules["__main__"] = main
    project.forget_modules()
    for name in set(sys.modules) - set(modules):
        if name.startswith("test_it") or name == "conftest":
            del sys.modules[name]
    # A reader may clear them. pytest's own are not put back for a reader, and imported again they would be another pytest.
    sys.modules.update(modules)
    os.environ.clear()
    os.environ.update(environment)


@pytest.fixture
def mended(classroom: Classroom) -> None:
    """For tests whose reader replaces parts of pytest or Python: puts everything back after each call."""
    classroom.mends = True


def _mend(parts: list[tuple[object, str, object, types.CodeType | None]]) -> None:
    for holder, name, part, code in parts:
        if vars(holder).get(name) is not part:
            setattr(holder, name, part)
        inner = getattr(part, "__func__", part)
        if isinstance(inner, types.FunctionType) and code is not None and inner.__code__ is not code:
            inner.__code__ = code


def _block(seconds: float) -> float:
    """Waits as the page's block does, by turning round: there is nothing to wait on in a test."""
    end = _now() + seconds
    while _now() < end:
        pass
    return 0.0


def _now() -> float:
    import time

    return time.monotonic()
