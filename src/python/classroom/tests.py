"""Runs real pytest on a project and reports it: the TestsReport of results.ts, and an event for each test as
it ends."""

import builtins
import io
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from _pytest.config import main as pytest_main

from classroom import clock, loop, machine, project, stopping
from classroom.behind import behind
from classroom.exceptions import type_name
from classroom.kept import world
from classroom.own_plugins import OwnPlugins
from classroom.recorder import Recorder
from classroom.recursion import deeper
from classroom.selection import Selection
from classroom.streams import Console, Emit
from classroom.strict import Guard
from classroom.watch import Watch

if TYPE_CHECKING:
    from classroom.shapes import TestsInput, TestsReport

PYTEST_DEPTH = 120
"""Frames that pytest puts between its start and the reader's code."""

_LOOP_SCOPE = "asyncio_default_fixture_loop_scope"

TERMINAL_LIMIT = 1_000_000
"""Characters of pytest's own output that are kept."""


def run_tests(console: Console, emit: Emit, tests: TestsInput) -> TestsReport:
    """Answers runTests."""
    began = clock.real.perf_counter()
    files = tests["files"]
    project.write(files)
    console.begin(tests["stdin"])
    loop.begin_run()
    script = tests.get("machine")
    furniture = machine.furnish(script, files) if script else []
    guard = Guard() if tests["strict"] else None
    watch = Watch(tests["probes"], list(tests["measure"]) or project.python_files(files))
    selection = Selection(tests["select"])
    recorder = Recorder(emit, list(watch.probes.values()), guard, tests["stdin"], files)
    plugins = [recorder, selection, *([guard] if guard else []), *watch.plugins]
    with _terminal() as terminal:
        replaced: list[str] = []
        try:
            with clock.running(tests.get("clock")), watch, deeper(PYTEST_DEPTH):
                code = _run_pytest(tests, plugins, replaced, guard)
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            # pytest keeps what tests raise to itself; this is what replaced built-ins or a plugin of the project do to it.
            code = recorder.broke_off(f"pytest itself broke off: {type_name(type(error))}: {error}")
    stopping.leave()
    if guard is not None:
        guard.found(replaced)
    return {
        "exitCode": recorder.exit_code(int(code)),
        "tests": recorder.results,
        "broken": recorder.broken,
        "refusal": recorder.refusal or (terminal.refusal() if code == 4 else None),
        "warnings": recorder.warnings,
        "lost": recorder.lost,
        "unrun": recorder.unrun,
        "observed": watch.report(),
        "replaced": guard.replaced() if guard else [],
        "machine": furniture,
        "left": project.left([*files, *furniture]),
        "terminal": terminal.text(),
        "seconds": clock.real.perf_counter() - began,
    }


def _run_pytest(
    tests: TestsInput, plugins: Sequence[object], replaced: list[str], guard: Guard | None
) -> int:
    before = builtins.__dict__.copy()
    # The other way round the world would take what stands behind the files for the reader's, and keep it for their next run.
    with world, behind(tests.get("behind") or {}):
        try:
            with (own := OwnPlugins()):
                return pytest_main(_arguments(tests), [*plugins, own])
        finally:
            now = builtins.__dict__
            replaced.extend(
                [f"builtins.{name}" for name in before if now.get(name, before) is not before[name]]
            )
            now.update(before)
            if guard is not None:
                # While what was replaced still is.
                guard.found(guard.replaced())


def _arguments(tests: TestsInput) -> list[str]:
    arguments = [
        "-q",
        "--color=no",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:faulthandler",
        f"--rootdir={project.ROOT}",
    ]
    # pytest shortens its explanations to eight lines unless told to be thorough; the page folds what is long
    # itself.
    arguments += ["-o", "verbosity_assertions=2"]
    texts = tests["files"].values()
    _let_be(("pytest_asyncio", "pytest_asyncio.plugin", "pytest_randomly"))
    if any("asyncio" in text for text in texts):
        arguments += ["-p", "pytest_asyncio.plugin"]
        if not any(_LOOP_SCOPE in text for text in texts):
            # The default to be; without it each session begins with a warning that is no affair of the
            # reader's.
            arguments += ["-o", f"{_LOOP_SCOPE}=function"]
    if tests["seed"] is not None:
        arguments += ["-p", "pytest_randomly", f"--randomly-seed={tests['seed']}"]
    return [*arguments, *tests["args"]]


def _let_be(plugins: Iterable[str]) -> None:
    """Keeps pytest from warning that it cannot rewrite the asserts of plugins, which are imported before any reader comes: in
    the way that it has for it, https://docs.pytest.org/en/stable/how-to/assert.html#disabling-assert-rewriting."""
    for name in plugins:
        module = sys.modules.get(name)
        if module is not None and _AS_IT_IS not in (module.__doc__ or ""):
            module.__doc__ = f"{module.__doc__ or ''}\n{_AS_IT_IS}\n"


_AS_IT_IS = "PYTEST_DONT_REWRITE"


class _Terminal:
    """What pytest writes where a desktop has its terminal."""

    def __init__(self) -> None:
        self._out, self._err = io.BytesIO(), io.BytesIO()
        self.out, self.err = (
            io.TextIOWrapper(held, encoding="utf-8", errors="backslashreplace", write_through=True)
            for held in (self._out, self._err)
        )

    def text(self) -> str:
        text = self._read(self._out)
        return text if len(text) <= TERMINAL_LIMIT else f"{text[:TERMINAL_LIMIT]}\n... (cut)\n"

    def refusal(self) -> str:
        """pytest's own words for why it would not start."""
        lines = [line.removeprefix("ERROR: ") for line in (self._read(self._err) or self.text()).splitlines()]
        lines = [line for line in lines if not line.startswith(("usage:", "  inifile:", "  rootdir:"))]
        return "\n".join(lines).strip().removeprefix("pytest.main(): error: ")

    def _read(self, held: io.BytesIO) -> str:
        return project.shorten(held.getvalue().decode("utf-8", "replace"))


@contextmanager
def _terminal() -> Iterator[_Terminal]:
    before = sys.stdout, sys.stderr, sys.argv, os.environ.get("COLUMNS")
    terminal = _Terminal()
    sys.stdout, sys.stderr, sys.argv = terminal.out, terminal.err, ["pytest"]
    os.environ["COLUMNS"] = "88"
    try:
        yield terminal
    finally:
        sys.stdout, sys.stderr, sys.argv, columns = before
        if columns is None:
            os.environ.pop("COLUMNS", None)
        else:
            os.environ["COLUMNS"] = columns
