"""The reader's own tests, run while another rule answers: one that stands in no file, so that only a call can tell it."""

import sys

import mortgage
import pytest

MANY = 2_000
"""Calls in one run, after which a test is one that asks for ever."""


class AsksForEver(BaseException):
    pass


class Outcomes:
    """A plugin of pytest: which tests passed and which failed, in `passed` and `failed`; whether one asked for ever."""

    def __init__(self, rule):
        self.passed = []
        self.failed = []
        self.endless = False
        self._rule = rule
        self._calls = 0

    def answer(self, *arguments):
        self._calls += 1
        if self._calls > MANY:
            self.endless = True
            raise AsksForEver(f"the rule was asked more than {MANY} times")
        return self._rule(*arguments)

    def pytest_runtest_logreport(self, report):
        name = report.nodeid.split("::")[-1]
        if report.failed:
            self.failed.append(name)
        elif report.when == "call" and report.passed:
            self.passed.append(name)


_now = []


def answer(*arguments):
    return _now[-1].answer(*arguments)


def _stand_in(mortgage, salary, affordability, existing_customer):
    return __import__("asked").answer(mortgage, salary, affordability, existing_customer)


def run(rule):
    """The outcomes of test_mortgage.py while `rule` answers, by whatever name the tests may call it."""
    function = mortgage.validate_affordability
    code, outcomes = function.__code__, Outcomes(rule)
    sys.modules.pop("test_mortgage", None)
    _now.append(outcomes)
    function.__code__ = _stand_in.__code__
    try:
        ended = pytest.main(
            ["-p", "no:cacheprovider", "-p", "no:faulthandler", "-p", "no:terminal", "test_mortgage.py"],
            plugins=[outcomes],
        )
    finally:
        function.__code__ = code
        _now.pop()
    assert ended in (0, 1, 5), (
        f"your tests end the whole run (exit code {int(ended)}), where a test should fail"
    )
    return outcomes
