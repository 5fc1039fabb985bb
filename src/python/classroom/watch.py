"""What watches the reader's code while it runs. Each probe is a module of classroom.probes, and what it reports is drawn
by the instrument of its name."""

import importlib
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

from classroom import project


class Probe:
    """Watches one run. A probe says what it does by overriding these; in a run of tests its `pytest_` methods, if it
    has any, are hooks of pytest."""

    sees_imports = False
    """Whether what a module does as it is imported belongs to the report: a second run then imports it again."""

    def __init__(self, root: Path, files: Sequence[str]) -> None:
        """root: folder of the project; files: those in it that are looked at, by path from there."""

    def start(self) -> None:
        """Begins to watch, before any code of the reader's runs."""

    def test_started(self, nodeid: str) -> None:
        """A test begins, its set-up first."""

    def test_finished(self) -> None:
        """It has ended, its teardown too."""

    def shown(self, value: object) -> None:
        """A cell has come to its end: the value of its last expression, None where there is none to show."""

    def stop(self) -> None:
        """Ends watching, however the run ended, and leaves nothing behind; `report` then answers."""

    def report(self) -> Mapping[str, object]:
        """What it saw: plain data in the shape that shapes.py has for it."""
        return {}


class Watch:
    """The probes of one run: `with Watch(names, files) as watch`, then `watch.report()`."""

    def __init__(self, names: Sequence[str], files: Sequence[str]) -> None:
        self.probes: dict[str, Probe] = {
            name: importlib.import_module(f"classroom.probes.{name}").Probe(project.ROOT, list(files))
            for name in names
        }
        self._running = ExitStack()

    @property
    def plugins(self) -> list[Probe]:
        """Those that pytest has to be told of."""
        return [
            probe
            for probe in self.probes.values()
            if any(name.startswith("pytest_") for name in dir(type(probe)))
        ]

    @property
    def sees_imports(self) -> bool:
        """True where modules must be imported in this very run, for the report to be that of a first run."""
        return any(probe.sees_imports for probe in self.probes.values())

    def __enter__(self) -> Self:
        with ExitStack() as starting:
            for probe in self.probes.values():
                probe.start()
                starting.callback(probe.stop)
            self._running = starting.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._running.__exit__(kind, error, trace)

    def shown(self, value: object) -> None:
        """Tells the probes what a cell ended with."""
        for probe in self.probes.values():
            probe.shown(value)

    def report(self) -> dict[str, Mapping[str, object]]:
        """`Observed` of protocol.ts: what each probe saw, by its name."""
        return {name: probe.report() for name, probe in self.probes.items()}
