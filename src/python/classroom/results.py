"""One test's way through its phases, and what it comes to: a TestResult of results.ts."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

import pytest

from classroom import project
from classroom.exceptions import line_of

if TYPE_CHECKING:
    from classroom.shapes import AssertionReport, ExceptionReport, Outcome, Place, TestResult

type _Phase = Literal["setup", "call", "teardown"]


def invented(kind: str, message: str, friendly: str, at: Place | None) -> ExceptionReport:
    """An ExceptionReport for what is wrong without an exception of the reader's code."""
    return {
        "type": kind,
        "message": message,
        "friendly": friendly,
        "frames": [],
        "at": at,
        "full": f"{kind}: {message}",
    }


@dataclass
class Attempt:
    """What has been seen of a test so far."""

    id: str
    file: str
    line: int
    doc: str
    reports: list[pytest.TestReport | pytest.CollectReport] = field(default_factory=list)
    exception: ExceptionReport | None = None
    assertion: AssertionReport | None = None
    raised: dict[str, BaseException] = field(default_factory=dict)
    """What came out of each phase, as pytest's own call told it, whatever its report says."""
    overruled: bool = False
    """True where the test fails although pytest's reports say otherwise."""

    def place(self) -> Place:
        """Where the test is defined."""
        end = len(line_of(str(project.ROOT / self.file), self.line))
        return {"file": self.file, "line": self.line, "column": 0, "endLine": self.line, "endColumn": end}

    def saw(self, phase: str, error: BaseException) -> None:
        """Notes what a phase raised. The first of a phase counts."""
        self.raised.setdefault(phase, error)

    def fail(self, exception: ExceptionReport) -> None:
        """Makes the test a failed one, whatever pytest says."""
        self.overruled = True
        self.exception = exception

    def cut_short(self, exception: ExceptionReport) -> None:
        """Notes that the session ended while this test ran."""
        self.exception = self.exception or exception

    def result(self) -> TestResult:
        """The TestResult. Exceptions are let go of, as they keep whole frames alive."""
        self.raised.clear()
        outcome, phase = self._verdict()
        wrong = phase is not None
        last = self.reports[-1] if self.reports else None
        exception = (self.exception or self._told(last)) if wrong else None
        return {
            "id": self.id,
            "name": self.id.partition("::")[2] or "the whole file",
            "file": self.file,
            "line": self.line,
            "outcome": outcome,
            "seconds": sum(getattr(report, "duration", 0.0) for report in self.reports),
            "phase": phase,
            "exception": exception,
            "assertion": self.assertion if wrong else None,
            "reason": self._reason(),
            "stdout": last.capstdout if last else "",
            "stderr": last.capstderr if last else "",
            "log": last.caplog if last else "",
            "doc": self.doc,
        }

    def _verdict(self) -> tuple[Outcome, _Phase | None]:
        if self.overruled:
            return "failed", "call"
        for report in self.reports:
            if report.failed:
                phase = report.when if isinstance(report, pytest.TestReport) else "call"
                return ("failed" if phase == "call" else "error"), phase
        for report in self.reports:
            if report.skipped:
                return ("xfailed" if hasattr(report, "wasxfail") else "skipped"), None
        call = next((report for report in self.reports if report.when == "call"), None)
        if call is None:
            # Set up and never called: nothing is known of it, so it is not green.
            return "error", "call"
        return ("xpassed" if hasattr(call, "wasxfail") else "passed"), None

    def _reason(self) -> str:
        for report in self.reports:
            if hasattr(report, "wasxfail"):
                return str(report.wasxfail).removeprefix("reason: ")
            if report.skipped and isinstance(report.longrepr, tuple):
                return str(report.longrepr[2]).removeprefix("Skipped: ")
        return ""

    def _told(self, last: pytest.TestReport | pytest.CollectReport | None) -> ExceptionReport:
        failed = next((report for report in self.reports if report.failed), None)
        text = failed.longreprtext if failed is not None else ""
        if text.startswith("[XPASS(strict)]"):
            reason = text.removeprefix("[XPASS(strict)]").strip()
            friendly = (
                "This test was marked as expected to fail, strictly, and it "
                "passed: take the mark off if that is right."
            )
            return invented("XPASS(strict)", reason, friendly, self.place())
        if last is None or failed is None:
            return invented(
                "NotRun", "the test was not run", "The session ended before this test was run.", self.place()
            )
        return invented("Failed", project.shorten(text), "pytest counts this test as failed.", self.place())
