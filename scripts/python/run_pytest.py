"""Runs pytest on our own Python inside Pyodide, in an interpreter that is set up as a reader's is."""

import os
import sys
from collections.abc import Callable

PROJECT = "/project"


def run_pytest(args: list[str], block: Callable[[float], float]) -> int:
    """pytest's exit code. `block` waits, as the worker's does."""
    import pytest

    sys.path.insert(0, f"{PROJECT}/src/python")
    os.chdir(PROJECT)
    sys.dont_write_bytecode = True

    from classroom import bridge

    bridge.connect(_drop, block, lambda: None)
    return int(pytest.main(["-p", "no:cacheprovider", "-p", "no:faulthandler", *args]))


def _drop(event: str) -> None:
    """What a run says has no listener here; a test that wants to hear it connects by itself."""
