"""Lines and branches that a run of tests reached: coverage.py itself, told in the page's words.

Measured by its Python tracer. The faster core of 3.14, `sys.monitoring`, paints lines that never ran
(the line after a failing assert inside `try`), and a false green is the one thing the page may not show.
"""

import ast
import sys
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any

import coverage
from coverage.exceptions import CoverageException

from classroom.source import Source
from classroom.watch import Probe as _Probe

if TYPE_CHECKING:
    from classroom import shapes


class Probe(_Probe):
    """Measures some files of a project between `start` and `stop`; start it before anything imports them."""

    def __init__(self, root: Path, files: list[str]) -> None:
        self._paths = {name: str(root / name) for name in files}
        self._coverage = coverage.Coverage(
            branch=True, data_file=None, config_file=False, include=list(self._paths.values())
        )
        self._coverage.set_option("run:core", "pytrace")
        # A run that reached nothing is a report like any other, not a warning on the reader's screen.
        self._coverage.set_option("run:disable_warnings", ["no-data-collected", "module-not-imported"])

    def start(self) -> None:
        """Begins to measure."""
        if not self._paths:
            return
        self._coverage.start()
        self._trace = sys.gettrace()
        self._gate = _passing_over(self._trace)
        sys.settrace(self._gate)

    def stop(self) -> None:
        """Ends measuring; `report` then answers."""
        if not self._paths:
            return
        # Where the reader's code has put another trace function in place, coverage.py is left to say so.
        if sys.gettrace() is self._gate:
            sys.settrace(self._trace)
        self._coverage.stop()

    def report(self) -> shapes.CoverageReport:
        """What coverage.py measured. A file that is no Python, or is gone, is left out of it."""
        files: dict[str, shapes.FileCoverage] = {}
        if self._paths:
            # Without this a run that reached none of the files would count as one that watched no branches.
            self._coverage.get_data().add_arcs({})
            for name, path in self._paths.items():
                try:
                    files[name] = self._file(path)
                except CoverageException, SyntaxError, ValueError, OSError, RecursionError:
                    continue
        return {"version": coverage.__version__, "files": files}

    def _file(self, path: str) -> shapes.FileCoverage:
        # `_analyze` and `_get_file_reporter` are coverage.py's own way to its reports: only through them come its
        # sentences. The tests compare the numbers with its public JSON report.
        analysis = self._coverage._analyze(path)
        reporter = self._coverage._get_file_reporter(path)
        numbers = analysis.numbers
        taken = analysis.executed_branch_arcs()
        missing = analysis.missing_branch_arcs()
        guarded = _guarded(path)

        def reason(start: int, end: int) -> str | None:
            # coverage.py knows why by elimination: of a line that went one way it can say why it did not go the other. Of one
            # that went nowhere, as it never ran or raised, it would say that its condition was never true, and always. Nor does
            # it know that a pattern may match and its guard say no.
            if not taken.get(start) or start in guarded:
                return None
            return _whole(reporter.missing_arc_description(start, end))

        branches = [_branch(start, end, True, None) for start, ends in taken.items() for end in ends] + [
            _branch(start, end, False, reason(start, end)) for start, ends in missing.items() for end in ends
        ]
        return {
            "statements": sorted(analysis.statements),
            "executed": sorted(analysis.executed),
            "missing": sorted(analysis.missing),
            "excluded": sorted(analysis.excluded),
            "branches": sorted(branches, key=lambda branch: (branch["from"], branch["to"])),
            "percentLines": numbers.pc_statements if numbers.n_statements else None,
            "percentBranches": numbers.pc_branches if numbers.n_branches else None,
            "percentBoth": numbers.pc_covered if numbers.n_statements else None,
        }


def _passing_over(trace: Any) -> Any:
    """coverage.py's trace function, for the files that it measures. It decides about each file as ever; calls in a file
    that it has decided against are not told to it: nearly all calls of a run are pytest's own."""
    tracer = trace.__self__
    decisions = tracer.should_trace_cache

    def gate(frame: FrameType, event: str, arg: object) -> object:
        file = frame.f_code.co_filename
        decision = decisions.get(file)
        if decision is None:
            decision = decisions[file] = tracer.should_trace(file, frame)
        return trace(frame, event, arg) if decision.trace else None

    return gate


def _branch(start: int, end: int, taken: bool, says: str | None) -> shapes.Branch:
    return {"from": start, "to": end, "taken": taken, "says": says}


def _guarded(path: str) -> set[int]:
    """Lines of a `case` that has a guard."""
    tree = Source.read(Path(path)).tree
    cases = [case for node in ast.walk(tree) if isinstance(node, ast.Match) for case in node.cases]
    return {case.pattern.lineno for case in cases if case.guard is not None}


def _whole(sentence: str) -> str:
    # For `def f(): pass` on one line coverage.py knows no cause, and its sentence ends in the middle.
    return sentence.removesuffix(" because ")
