"""A pytest plugin that writes down what a session does: each test's outcome, what broke, what was warned of.

It takes its facts from pytest's calls themselves. Under a guard, a test passes only where the guard saw it pass
too.
"""

import gc
import inspect
import io
import sys
from collections.abc import Sequence

import pytest
from _pytest.fixtures import FixtureLookupError
from _pytest.subtests import SubtestReport

from classroom import project
from classroom.assertion import Comparison, assertion_report
from classroom.exceptions import exception_report
from classroom.fixture_errors import fixture_place, fixture_sentence, lookup_report
from classroom.friendly import tell_outcome, tell_words
from classroom.results import Attempt
from classroom.streams import Emit
from classroom.strict import Guard
from classroom.watch import Probe

type Report = dict[str, object]

tell_outcome(pytest.fail.Exception)
tell_words(fixture_sentence)


class Recorder:
    """Holds the parts of a TestsReport that come out of a session, and emits an event for each test as it ends."""

    def __init__(
        self, emit: Emit, probes: Sequence[Probe], guard: Guard | None, stdin: Sequence[str]
    ) -> None:
        self.results: list[Report] = []
        self.broken: list[Report] = []
        self.warnings: list[Report] = []
        self.refusal: str | None = None
        self._emit = emit
        self._probes = probes
        self._guard = guard
        self._stdin = stdin
        self._attempt: Attempt | None = None
        self._comparison: Comparison | None = None
        self._broke_off = False

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
    def pytest_make_collect_report(self, collector: pytest.Collector):
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
        self._emit({"type": "collected", "tests": [item.nodeid for item in session.items]})

    def _break(self, nodeid: str, error: BaseException) -> None:
        # pytest wraps what an import raised; the reader's exception is inside.
        inner = (
            error.__cause__ if isinstance(error, pytest.Collector.CollectError) and error.__cause__ else error
        )
        exception = exception_report(inner)
        exception["at"] = exception["at"] or fixture_place(str(exception["message"]))
        self.broken.append({"file": nodeid.split("::", 1)[0], "exception": exception})

    # ------------------------------------------------------------------------------------------------ tests

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item):
        file, line, _ = item.location
        attempt = self._attempt = Attempt(item.nodeid, file, (line or 0) + 1, _doc(item))
        self._comparison = None
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
            if self._guard is not None:
                self._guard.judge(item, attempt)
            self._finish(attempt)

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo):
        report = yield
        attempt = self._attempt
        if attempt is not None and attempt.id == item.nodeid and call.excinfo is not None:
            attempt.saw(call.when, call.excinfo.value)
            if not report.skipped and attempt.exception is None:
                self._explain(attempt, item, call.excinfo.value)
        return report

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if self._attempt is not None and not isinstance(report, SubtestReport):
            self._attempt.reports.append(report)

    @pytest.hookimpl(wrapper=True, trylast=True)
    def pytest_runtest_call(self, item: pytest.Item):
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
        if self._guard is not None:
            # A forgotten coroutine that hangs in a cycle speaks up only when it is collected: while its test
            # still counts.
            gc.collect()

    @pytest.hookimpl(tryfirst=True)
    def pytest_assertrepr_compare(self, op: str, left: object, right: object) -> None:
        self._comparison = Comparison.of(op, left, right)

    def _explain(self, attempt: Attempt, item: pytest.Item, error: BaseException) -> None:
        if isinstance(error, FixtureLookupError):
            attempt.exception = lookup_report(error, attempt.place())
            return
        attempt.exception = exception_report(error)
        if attempt.exception["at"] is None:
            attempt.exception["at"] = fixture_place(str(attempt.exception["message"])) or attempt.place()
        attempt.assertion = assertion_report(error, self._comparison)

    def _finish(self, attempt: Attempt) -> None:
        result = attempt.result()
        self.results.append(result)
        self._emit({"type": "test", "result": result})

    # ------------------------------------------------------------------------------------------- the session

    def pytest_warning_recorded(self, warning_message: object, location: tuple | None) -> None:
        file = project.relative(warning_message.filename)
        text = project.shorten(f"{warning_message.category.__name__}: {warning_message.message}")
        self.warnings.append({"text": text, "file": file, "line": warning_message.lineno if file else None})

    def pytest_keyboard_interrupt(self, excinfo: pytest.ExceptionInfo) -> None:
        # Broken files interrupt the session too, and say so themselves.
        if not isinstance(excinfo.value, pytest.Session.Interrupted):
            self.broke_off(f"{excinfo.typename}: {excinfo.value}")

    def pytest_internalerror(self, excinfo: pytest.ExceptionInfo) -> None:
        self.broke_off(project.shorten(f"{excinfo.typename}: {excinfo.value}"))


def _doc(item: pytest.Item) -> str:
    try:
        text = inspect.getdoc(getattr(item, "obj", None)) or ""
    except Exception:
        return ""
    # Without a docstring of its own a callable object shows its class's.
    own = getattr(getattr(item, "obj", None), "__doc__", None)
    return " ".join(text.split("\n\n", 1)[0].split()) if own else ""
