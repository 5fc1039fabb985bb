"""The one module of the classroom that JavaScript talks to. Everything that crosses is a JSON string; calls and
shapes: protocol.ts.

In order: `connect`, `warm` (after which the worker takes its image), then for each run `refresh`, `call` and `settle`. An interpreter that the
build has started goes on from `connect` and `pause` with `resume`; `complete` follows when its library is there.
"""

import gc
import os
import random
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from classroom import library, loop, network, stopping
from classroom.bounds import bounded
from classroom.kept import from_json, to_json, world
from classroom.streams import Console

if TYPE_CHECKING:
    from classroom.shapes import ChangesInput, MutateInput, ProgramInput, TestsInput

type Handler = Callable[[Any], object]
"""Is given the input of its call in protocol.ts."""


class _Classroom:
    """What `connect` sets up, for the life of the interpreter."""

    def __init__(
        self, emit: Callable[[str], object], block: Callable[[float], float], heard: Callable[[], object]
    ) -> None:
        network.install()
        loop.install(self._wait)
        stopping.install(heard)
        self._block = block
        self.emit = lambda event: emit(to_json(bounded(event))) and None
        # The worker itself sees to how much of it is shown.
        self.console = Console(lambda event: emit(to_json(event)) and None)
        self.handlers = _handlers(self)

    def _wait(self, seconds: float) -> float:
        # A line that is not ended yet: who waits for the program sees how far it is, and a Stop that ends the worker loses none of it.
        self.console.push()
        return self._block(seconds)


_classroom: _Classroom | None = None


def connect(
    emit: Callable[[str], object], block: Callable[[float], float], heard: Callable[[], object]
) -> None:
    """Takes the page's functions: emit(json of one RunEvent); block(seconds), which waits and gives the seconds that are left
    where a Stop has come; heard(), to say that it has reached the reader's code."""
    global _classroom
    sys.dont_write_bytecode = True
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    _classroom = _Classroom(emit, block, heard)
    world.take()


def pause(names_json: str) -> None:
    """The last thing before the build takes the interpreter's image. Files of modules with these top-level names will come later."""
    os.environ.pop("PYTHONHASHSEED", None)
    library.stand_guard(from_json(names_json))
    world.take()


def resume() -> None:
    """The first thing in an interpreter that was put back from the build's image: what belongs to a process, and not to its memory."""
    _tell_zone()
    logging = sys.modules.get("logging")
    if logging is not None:
        vars(logging)["_startTime"] = time.time_ns()
    refresh()


def _tell_zone() -> None:
    """Gives `time` the reader's time zone, which it has asked for when it was imported: init_timezone() of CPython's timemodule.c."""
    half_a_year = (365 * 24 + 6) * 3600 // 2
    now = int(time.time())
    january = time.localtime(now - now % (2 * half_a_year))
    july = time.localtime(now - now % (2 * half_a_year) + half_a_year)
    west = {zone: -(zone.tm_gmtoff or 0) for zone in (january, july)}
    # In the south summer time is in January.
    standard, summer = (july, january) if west[january] < west[july] else (january, july)
    time.timezone, time.altzone = west[standard], west[summer]
    time.daylight = int(west[january] != west[july])
    time.tzname = (standard.tm_zone, summer.tm_zone)


def complete() -> None:
    """The files of the library are there."""
    library.arrived()
    world.take()


def asked_too_early() -> bool:
    """True where code has asked for a module whose file is not there yet: what it did since is not to be counted."""
    return library.asked_for() is not None


def warm() -> None:
    """Imports what runs need, where the packages are there, and runs it once. It leaves nothing behind that a
    reader could see."""
    from classroom.warmth import warm_up

    warm_up(_connected().console)
    world.take()
    # What is here now stays for good, so no later collection need look at it: pytest collects five times as each session ends, and a
    # strict run after each test.
    gc.collect()
    gc.freeze()


def rehearse() -> None:
    """Makes a small run, of tests where they are warm, for the engine's sake: it compiles code as it is first used, and well where it
    is used often, and an interpreter that was put back from an image has used none. The caller hears nothing and puts it back after."""
    warmth = sys.modules.get("classroom.warmth")
    if warmth is not None and "_pytest.main" in sys.modules:
        call("runTests", to_json(warmth.SMALL_RUN))
    else:
        call("runCell", to_json(_REHEARSED_CELL))
    settle()


_REHEARSED_CELL = {
    "id": "rehearsal",
    "filename": "rehearsal.py",
    "code": "def half(number):\n    return number / 2\n\nfor number in range(3):\n    print(f'{number}: {half(number)}')\n[half(1)]\n",
    "files": {"rehearsed.py": "RATE = 0.2\n"},
    "stdin": [],
    "probes": [],
}


def refresh() -> None:
    """Gives Python new chance after the image is put back, which would otherwise repeat the same random
    numbers."""
    seed = int.from_bytes(os.urandom(32)) ^ time.time_ns()
    random.seed(seed)
    for name in ("faker.generator", "factory.random"):
        module = sys.modules.get(name)
        if name == "faker.generator" and module is not None:
            module.mod_random.seed(seed)
        elif module is not None:
            module.randgen.seed(seed)


def call(name: str, input_json: str) -> str | None:
    """Answers a call of protocol.ts, in JSON but for `whole`, whose answer is the text of a file. What the reader's code does is in
    the answer; an exception here is a fault of the classroom. None where the run was stopped: nobody asks for a report of it, and Pyodide would print a KeyboardInterrupt."""
    classroom = _connected()
    world.settle()
    stopping.begin_run()
    try:
        report = classroom.handlers[name](from_json(input_json))
    except KeyboardInterrupt:
        return None
    finally:
        if stopping.came():
            stopping.end_run()
            loop.end_run()
    if type(report) is str:
        # `whole`.
        return report
    # What is made of a project's files has whole files in it.
    return to_json(bounded(report) if name in _RUNS else report)


def settle() -> None:
    """After a call: puts back what of Python's own a reader's code has replaced, as far as that could wait for the answer."""
    world.settle()


_RUNS = frozenset({"runCell", "runProgram", "runTests"})


def _connected() -> _Classroom:
    if _classroom is None:
        raise RuntimeError("classroom.bridge.connect has not been called")
    return _classroom


def _handlers(classroom: _Classroom) -> dict[str, Handler]:
    from classroom.cells import Cells, run_program

    cells = Cells(classroom.console)

    def program(given: ProgramInput) -> object:
        return run_program(classroom.console, given)

    def tests(given: TestsInput) -> object:
        return _run_tests(classroom, given)

    return {
        "runCell": cells.run,
        "whole": cells.whole,
        "runProgram": program,
        "runTests": tests,
        "mutate": _mutate,
        "changes": _changes,
    }


def _run_tests(classroom: _Classroom, tests: TestsInput) -> object:
    # pytest is in a bundle of its own, which a worker for plain Python does not have.
    from classroom.tests import run_tests

    return run_tests(classroom.console, classroom.emit, tests)


def _mutate(module: MutateInput) -> object:
    from classroom.mutate import mutants

    return mutants(module["file"], module["source"])


def _changes(code: ChangesInput) -> object:
    from classroom.changes import changes

    return changes(code["files"])
