"""A pytest plugin that writes down what a session does: each test's outcome, what broke, what was warned of.

It takes its facts from pytest's calls themselves. Under a guard, a test passes only where the guard saw it pass
too.
"""

import gc
import inspect
import io
import sys
import warnings
from collections.abc import Generator, Mapping, Sequence
from typing import TYPE_CHECKING

import pytest
from _pytest.fixtures import FixtureLookupError
from _pytest.subtests import SubtestReport

from classroom import project, stopping
from classroom.asserted import failed
from classroom.assertion import Comparison, assertion_report
from classroom.exceptions import exception_report
from classroom.fixture_errors import fixture_place, fixture_sentence, lookup_report
from classroom.forgotten import heard
from classroom.friendly import tell_outcome, tell_words
from classroom.redefined import Lost, lost
from classroom.results import Attempt, invented
from classroom.streams import Emit
from classroom.strict import Guard
from classroom.unrun import Unrun, module_of
from classroom.watch import Probe

if TYPE_CHECKING:
    from classroom.shapes import LostDefinition, TestResult, TestsReportBroken, TestsReportWarnings

tell_outcome(pytest.fail.Exception, failed)
tell_words(fixture_sentence)


class Recorder:
    """Holds the parts of a TestsReport that come out of a session, and emits an event for each test as it ends."""

    def __init__(
        self,
        emit: Emit,
        probes: Sequence[Probe],
        guard: Guard | None,
        stdin: Sequence[str],
        files: Mapping[str, str],
    ) -> None:
        self.results: list[TestResult] = []
        self.broken: list[TestsReportBroken] = []
        self.warnings: list[TestsReportWarnings] = []
        self.lost: list[LostDefinition] = []
        self.refusal: str | None = None
        self._emit = emit
        self._probes = probes
        self._guard = guard
        self._stdin = stdin
        self._files = files
        self._unrun = Unrun(files)
        self.unrun: list[str] = []
        self._attempt: Attempt | None = None
        self._comparison: Comparison | None = None
        self._broke_off = False
        self._forgotten: list[str] = []

    def exit_code(self, code: int) -> int:
        """pytest's exit code, except that 0 stays only where every test was let run and none failed."""
        if code == 0 and self._broke_off:
            return 2
        if code == 0 and any(test["outcome"] in ("failed", "error") for test in self.results):
            return 1
        return code

    def broke_off(self, why: str) -> int:
        """Notes that the session was ended from within; returns the exit code for that."""
        self._broke_off = True
        self.refusal = why
        return 2

    # ------------------------------------------------------------------------------------------ collection

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_make_collect_report(
        self, collector: pytest.Collector
    ) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
        """Tells files that are broken, with the reader's own exception, and modules that are skipped as a whole."""
        if module := module_of(collector):
            self._unrun.modules.add(module)
        try:
            report = yield
        except SystemExit as request:
            # pytest would end here with an internal error that does not name the file.
            self._break(collector.nodeid, request)
            return pytest.CollectReport(collector.nodeid, "failed", f"SystemExit: {request.code}", [])
        if report.failed:
            call = getattr(report, "call", None)
            self._break(
                collector.nodeid,
                call.excinfo.value if call and call.excinfo else Exception(report.longreprtext),
            )
        elif report.skipped:
            attempt = Attempt(report.nodeid, report.nodeid, 1, "")
            attempt.reports.append(report)
            self._finish(attempt)
        return report

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Tells the page which tests there are."""
        self._emit({"type": "collected", "tests": [item.nodeid for item in session.items]})

    def _break(self, nodeid: str, error: BaseException) -> None:
        # pytest wraps what an import raised; the reader's exception is inside.
        inner = (
            error.__cause__ if isinstance(error, pytest.Collector.CollectError) and error.__cause__ else error
        )
        exception = exception_report(inner)
        exception["at"] = exception["at"] or fixture_place(exception["message"])
        self.broken.append({"file": nodeid.split("::", 1)[0], "exception": exception})

    # ------------------------------------------------------------------------------------------------ tests

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        """Around everything about one test: begins an Attempt, and judges it at the end."""
        file, line, _ = item.location
        attempt = self._attempt = Attempt(item.nodeid, file, (line or 0) + 1, _doc(item))
        self._comparison = None
        self._forgotten.clear()
        for probe in self._probes:
            probe.test_started(item.nodeid)
        try:
            return (yield)
        except BaseException as error:
            attempt.cut_short(exception_report(error))
            raise
        finally:
            for probe in self._probes:
                probe.test_finished()
            self._attempt = None
            if stopping.came():
                self._let_go(item)
            else:
                self._judge(item, attempt)

    def _judge(self, item: pytest.Item, attempt: Attempt) -> None:
        if self._guard is not None:
            self._guard.judge(item, attempt)
        self._judge_forgotten(attempt)
        self._finish(attempt)

    def _let_go(self, item: pytest.Item) -> None:
        """A test in which a Stop has come says nothing, whatever becomes of it; what it has printed is shown."""
        for _when, stream, text in item._report_sections:
            if stream in ("stdout", "stderr"):
                self._emit({"type": "output", "stream": stream, "text": text})
        # Where it has kept the interrupt to itself.
        item.session.shouldstop = "stopped"

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtestloop(self) -> Generator[None, object, object]:
        """Hears of coroutines that nobody awaits, as long as tests run."""
        with heard(lambda coroutine: self._forgotten.append(coroutine.__qualname__)):
            return (yield)

    def _judge_forgotten(self, attempt: Attempt) -> None:
        """pytest only warns of a coroutine that was never awaited. Here such a test is not green."""
        if (
            attempt.overruled
            or not self._forgotten
            or not attempt.reports
            or not all(report.passed for report in attempt.reports)
        ):
            return
        name = self._forgotten[0]
        sentence = f"{name}() was called and never awaited, so nothing in it ran: put await before the call."
        message = f"coroutine '{name}' was never awaited"
        attempt.fail(invented("RuntimeWarning", message, sentence, attempt.place()))

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Keeps what a phase of the test raised, and explains the first that fails."""
        report = yield
        attempt = self._attempt
        if attempt is not None and attempt.id == item.nodeid and call.excinfo is not None:
            attempt.saw(call.when, call.excinfo.value)
            if not report.skipped and attempt.exception is None:
                self._explain(attempt, item, call.excinfo.value)
        return report

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Before plugins that change a report: what pytest itself made of the test."""
        # A part of a unittest test that fails leaves the test itself passed, as far as pytest's reports go.
        if self._attempt is not None and (report.failed or not isinstance(report, SubtestReport)):
            self._attempt.reports.append(report)

    @pytest.hookimpl(wrapper=True, trylast=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Generator[None, object, object]:
        """Gives the test the lines that were prepared for its `input()`."""
        if not self._stdin:
            return (yield)
        # pytest forbids reading; lines that were prepared for the test are meant to be read by it.
        before = sys.stdin
        sys.stdin = io.StringIO("".join(f"{line}\n" for line in self._stdin))
        try:
            return (yield)
        finally:
            sys.stdin = before

    @pytest.hookimpl(trylast=True)
    def pytest_runtest_logfinish(self) -> None:
        """Has coroutines that were forgotten speak up while it is this test's turn."""
        if self._guard is not None:
            # A forgotten coroutine that hangs in a cycle speaks up only when it is collected: while its test
            # still counts.
            gc.collect()

    @pytest.hookimpl(tryfirst=True)
    def pytest_assertrepr_compare(self, op: str, left: object, right: object) -> None:
        """Keeps the sides of a comparison that failed; how it is explained is left to others."""
        self._comparison = Comparison.of(op, left, right)

    def _explain(self, attempt: Attempt, item: pytest.Item, error: BaseException) -> None:
        if isinstance(error, FixtureLookupError):
            attempt.exception = lookup_report(error, attempt.place())
            return
        exception = attempt.exception = exception_report(error)
        if exception["at"] is None:
            exception["at"] = fixture_place(exception["message"]) or attempt.place()
        attempt.assertion = assertion_report(error, self._comparison)

    def _finish(self, attempt: Attempt) -> None:
        result = attempt.result()
        self.results.append(result)
        self._emit({"type": "test", "result": result})

    # ------------------------------------------------------------------------------------------- the session

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Looks for tests that are lost, and says of what did not run why."""
        if stopping.came():
            # What fixtures print as they are torn down is captured no more.
            sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__
            return
        functions, classes = (session.config.getini(f"python_{what}") for what in ("functions", "classes"))
        for name, text in self._files.items():
            if name in self._unrun.modules or name.rsplit("/", 1)[-1] == "conftest.py":
                self.lost += [_told(name, one) for one in lost(text, functions, classes)]
        self.lost += [_told(file, one) for file, one in self._unrun.uncollected]
        self.unrun = self._unrun.reasons(session.config, self.results)

    def pytest_unconfigure(self) -> None:
        """The very end, after a Stop in silence."""
        if stopping.came():
            # What was left in the middle, pytest's own parts among it, ends in errors that reach nobody. pytest tells of them after this.
            warnings.simplefilter("ignore", pytest.PytestUnraisableExceptionWarning)

    def pytest_deselected(self, items: Sequence[pytest.Item]) -> None:
        """Counts tests that were left out by choice."""
        self._unrun.deselected += len(items)

    def pytest_warning_recorded(self, warning_message: warnings.WarningMessage) -> None:
        """Keeps a warning with its place, if that is in one of the reader's files."""
        file = project.relative(warning_message.filename)
        self._unrun.warned(warning_message.message, file, warning_message.lineno)
        text = project.shorten(f"{warning_message.category.__name__}: {warning_message.message}")
        self.warnings.append({"text": text, "file": file, "line": warning_message.lineno if file else None})

    def pytest_keyboard_interrupt(self, excinfo: pytest.ExceptionInfo[BaseException]) -> None:
        """Somebody ended the session from within, as pytest.exit does."""
        # Broken files interrupt the session too, and say so themselves.
        if not isinstance(excinfo.value, pytest.Session.Interrupted):
            self.broke_off(f"{excinfo.typename}: {excinfo.value}")

    def pytest_internalerror(self, excinfo: pytest.ExceptionInfo[BaseException]) -> None:
        """pytest itself went wrong; the run's exit code says so."""
        self.broke_off(project.shorten(f"{excinfo.typename}: {excinfo.value}"))


def _told(file: str, one: Lost) -> LostDefinition:
    return {"file": file, "name": one.name, "line": one.line, "again": one.again, "says": one.says(file)}


def _doc(item: pytest.Item) -> str:
    try:
        text = inspect.getdoc(getattr(item, "obj", None)) or ""
    except Exception:
        return ""
    # Without a docstring of its own a callable object shows its class's.
    own = getattr(getattr(item, "obj", None), "__doc__", None)
    return " ".join(text.split("\n\n", 1)[0].split()) if own else ""
