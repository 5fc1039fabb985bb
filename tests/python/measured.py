"""A module measured while it runs: what the tests of the probes share."""

import importlib
import itertools
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

from classroom.probes import conditions, coverage

_names = (f"measured_{number}" for number in itertools.count())

Run = Callable[[ModuleType, conditions.Probe], None]


def conditions_of(
    folder: Path, source: str, run: Run, *others: Any
) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """The decisions of a module that is imported and used under the probe, and the whole report."""
    name = next(_names)
    (folder / f"{name}.py").write_text(source, encoding="utf-8")
    probe = conditions.Probe(folder, [f"{name}.py"])
    _measure(folder, name, [*others, probe], lambda module: run(module, probe))
    report = probe.report()
    return report["files"].get(f"{name}.py", []), report


def coverage_of(folder: Path, source: str, run: Callable[[ModuleType], None] | None) -> dict[str, Any]:
    """The coverage of a module that is imported and used under the probe; without `run` it is never imported."""
    name = next(_names)
    (folder / f"{name}.py").write_text(source, encoding="utf-8")
    probe = coverage.Probe(folder, [f"{name}.py"])
    _measure(folder, name if run else None, [probe], run or (lambda module: None))
    return probe.report()["files"][f"{name}.py"]


def _measure(folder: Path, name: str | None, probes: list[Any], run: Callable[[ModuleType], None]) -> None:
    sys.path.insert(0, str(folder))
    importlib.invalidate_caches()
    for probe in probes:
        probe.start()
    try:
        module = importlib.import_module(name) if name else ModuleType("nothing")
        run(module)
    except ImportError, ZeroDivisionError:
        # Some of the modules fail while they are imported.
        pass
    finally:
        for probe in reversed(probes):
            probe.stop()
        sys.path.remove(str(folder))
