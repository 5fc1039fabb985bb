"""The classroom's loop against CPython's documented behaviour: each program of tests/fixtures/asyncio/cases.py prints here, on the
virtual clock and on the real one, what it printed on plain CPython."""

import importlib.util
import json
import logging
import sys
import warnings
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent.parent / "fixtures" / "asyncio"


def _load(name):
    spec = importlib.util.spec_from_file_location(f"asyncio_{name}", FOLDER / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


cases = _load("cases")
settled = _load("settle").settled
RECORDED = json.loads((FOLDER / "recorded.json").read_text(encoding="utf-8"))["cases"]

ON_THE_REAL_CLOCK = [
    name
    for name in cases.BODIES
    if name.startswith(
        (
            "cancel:",
            "Lock",
            "Event",
            "Barrier",
            "Queue",
            "never",
            "an exception",
            "a group",
            "run:",
            "to_thread",
        )
    )
    or name in ("timeout: cancels and turns it into TimeoutError", "wait_for: gives the result")
]
"""Those in which it does not matter by how much one timer comes before another: a busy machine may be late."""


@pytest.fixture
def plain(classroom, monkeypatch):
    """Warnings and logs reach stderr as in a program, where pytest keeps them for itself."""
    with warnings.catch_warnings():
        warnings.simplefilter("default")
        monkeypatch.setattr(
            warnings,
            "_showwarnmsg_impl",
            lambda told: print(warnings._formatwarnmsg(told), end="", file=sys.stderr),
        )
        yield classroom


def run(room, name, clock, probes=()):
    handlers, logging.root.handlers = logging.root.handlers, []
    try:
        report = room.ask(
            "runProgram",
            entry="main.py",
            files={"main.py": cases.program(name)},
            stdin=(),
            probes=probes,
            clock=clock,
        )
    finally:
        logging.root.handlers = handlers
    raised = report["exception"]["full"] if report["exception"] else ""
    return room.printed(), settled(f"{room.printed('stderr')}\n{raised}")


def test_every_case_is_recorded():
    assert set(RECORDED) == set(cases.BODIES)


@pytest.mark.parametrize("name", cases.BODIES)
def test_prints_what_cpython_prints(plain, name):
    stdout, stderr = run(plain, name, "virtual")

    assert stdout == RECORDED[name]["stdout"]
    assert stderr == RECORDED[name]["stderr"]


@pytest.mark.parametrize("name", ON_THE_REAL_CLOCK)
def test_prints_it_on_the_real_clock_too(plain, name):
    stdout, stderr = run(plain, name, "real")

    assert stdout == RECORDED[name]["stdout"]
    assert stderr == RECORDED[name]["stderr"]


@pytest.mark.parametrize("name", cases.BODIES)
def test_prints_the_same_while_its_tasks_are_watched(plain, name):
    stdout, stderr = run(plain, name, "virtual", ["tasks"])

    assert stdout == RECORDED[name]["stdout"]
    assert stderr == RECORDED[name]["stderr"]


@pytest.mark.parametrize("clock", ["virtual", "real"])
@pytest.mark.parametrize("name", cases.NEWER)
def test_does_what_the_documentation_of_3_14_says(plain, name, clock):
    assert run(plain, name, clock) == (cases.NEWER[name][1], "")
