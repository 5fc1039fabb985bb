"""Runs pytest on our own Python inside Pyodide, in an interpreter that is set up as a reader's is."""

import json
import os
import sys
from collections.abc import Callable

PROJECT = "/project"


class Tally:
    """How many reports pytest has of each category: passed, failed, error and so on."""

    counts: dict[str, int]

    def __init__(self) -> None:
        self.counts = {}

    def pytest_terminal_summary(self, terminalreporter) -> None:
        stats = terminalreporter.stats.items()
        self.counts = {category: len(reports) for category, reports in stats if category}


def run_pytest(args: list[str], block: Callable[[float], float]) -> tuple[int, str]:
    """pytest's exit code, and its counts as JSON. `block` waits, as the worker's does."""
    import pytest

    sys.path.insert(0, f"{PROJECT}/src/python")
    os.chdir(PROJECT)
    sys.dont_write_bytecode = True

    from classroom import bridge

    bridge.connect(_drop, block, lambda: None)
    tally = Tally()
    code = pytest.main(["-p", "no:cacheprovider", "-p", "no:faulthandler", *args], [tally])
    return int(code), json.dumps(tally.counts)


def _drop(event: str) -> None:
    """What a run says has no listener here; a test that wants to hear it connects by itself."""
