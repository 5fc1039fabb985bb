"""Imports and runs once what readers will run, so that the image of the interpreter has it ready. Nothing of it
is left to see."""

import importlib.metadata
import importlib.util
import linecache
import logging
import os
import shutil
import sys
import tempfile
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

from classroom import connections, project
from classroom.streams import Console

if TYPE_CHECKING:
    from classroom.shapes import TestsInput

_MODULES = (
    "asyncio",
    "json",
    "logging",
    "random",
    "sqlite3",
    "traceback",
    "unittest.mock",
    "dataclasses",
    "datetime",
    "decimal",
    "classroom.probes.tasks",
)

_PACKAGES = (
    "pytest_randomly",
    "pytest_asyncio.plugin",
    "coverage",
    "faker",
    "factory.alchemy",
    "sqlalchemy.orm",
    "sqlalchemy.dialects.sqlite",
)
"""Of the groups that a worker may have been given; those that are not there are passed over."""

_FILES = {
    "warm.py": "def is_warm(degrees):\n    if degrees > 20 or degrees "
    "< 0:\n        return True\n    return False\n",
    "test_warm.py": (
        "import pytest\nfrom warm import is_warm\n\n\n"
        "@pytest.mark.parametrize('degrees', [30, 10])\ndef "
        "test_warm(degrees, tmp_path, monkeypatch, capsys, caplog):\n"
        "    assert is_warm(degrees) == True\n"
    ),
}

SMALL_RUN: TestsInput = {
    "files": _FILES,
    "args": [],
    "seed": None,
    "select": None,
    "probes": [],
    "measure": [],
    "strict": False,
    "stdin": [],
}
"""A run of tests as a reader's, of the smallest project: TestsInput of protocol.ts."""


def warm_up(console: Console) -> None:
    """Imports the packages that are there, and runs a small project with everything switched on."""
    connections.install()
    for name in _MODULES:
        importlib.import_module(name)
    try:
        import pytest
    except ModuleNotFoundError:
        return
    del pytest
    from classroom import strict

    for name in _PACKAGES:
        try:
            importlib.import_module(name)
        except ModuleNotFoundError:
            continue
    from _pytest.config import default_plugins

    for name in default_plugins:
        importlib.import_module(f"_pytest.{name}")
    with _NoTrace():
        _run(console)
    # Not before the run: the first one imports what it needs.
    strict.look()
    _close_archives()


def _close_archives() -> None:
    """importlib.metadata, by which pytest looks for plugins, keeps each archive open that it has looked into. In an interpreter that
    goes on from an image of this one the file would be closed, and its number that of another. What was found stays known."""
    fast_path = vars(importlib.metadata)["FastPath"]
    for place in sys.path_importer_cache:
        if place.endswith(".zip"):
            vars(fast_path(place)).pop("joinpath", None)


def _run(console: Console) -> None:
    from classroom.tests import run_tests

    probes = [
        name for name in ("coverage", "conditions") if importlib.util.find_spec(f"classroom.probes.{name}")
    ]
    if importlib.util.find_spec("coverage") is None and "coverage" in probes:
        probes.remove("coverage")
    seed = 1 if importlib.util.find_spec("pytest_randomly") else None
    run_tests(console, lambda event: None, {**SMALL_RUN, "seed": seed, "strict": True, "probes": probes})


class _NoTrace:
    """Puts back what a run may have changed: files, modules' order of search, filters, handlers, environment."""

    def __enter__(self) -> None:
        self._modules = set(sys.modules)
        self._environment = dict(os.environ)
        self._path = list(sys.path)
        self._folder = os.getcwd()
        self._filters = list(warnings.filters)
        self._handlers = list(logging.root.handlers), logging.root.level
        self._temporary = _temporary()

    def __exit__(self, *_error: object) -> None:
        project.forget_modules()
        os.chdir(self._folder)
        shutil.rmtree(project.ROOT, ignore_errors=True)
        project.ROOT.mkdir(parents=True, exist_ok=True)
        linecache.checkcache()
        for path in _temporary() - self._temporary:
            shutil.rmtree(path, ignore_errors=True)
        os.environ.clear()
        os.environ.update(self._environment)
        sys.path[:] = self._path
        vars(warnings)["filters"][:] = self._filters
        logging.root.handlers[:], logging.root.level = self._handlers


def _temporary() -> set[Path]:
    return set(Path(tempfile.gettempdir()).iterdir())
