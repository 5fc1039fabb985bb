"""Truth of green: what a reader might do to a check, on purpose or not, and that none of it comes out as a clean pass."""

import pytest

GOOD = "def test_a(): assert 1 == 1"
BAD = "def test_a(): assert 1 == 2"


def is_green(report) -> bool:
    """As the page sees it: something passed, nothing else happened."""
    return (
        report["exitCode"] == 0
        and bool(report["tests"])
        and all(test["outcome"] == "passed" for test in report["tests"])
        and not report["broken"]
        and report["refusal"] is None
        and not report["replaced"]
    )


def test_an_honest_suite_is_green(classroom):
    assert is_green(classroom.tests(GOOD, strict=True))


def test_an_honest_suite_with_everything_in_it_is_green(classroom):
    code = """
import asyncio, logging, unittest, unittest.mock, warnings, pytest
from contextlib import redirect_stdout

@pytest.fixture(scope="module", autouse=True)
def module():
    yield 1

@pytest.fixture
def loan(module, tmp_path, monkeypatch, capsys, caplog):
    monkeypatch.setattr("builtins.input", lambda prompt="": "3")
    return int(input())

def test_fixtures(loan, capsys, request):
    print(loan)
    assert capsys.readouterr().out == "3\\n"

@pytest.mark.parametrize("n", [1, 2])
def test_parameters(n): assert n

def test_raises():
    with pytest.raises(ValueError, match="ten"): int("ten")

def test_mock():
    with unittest.mock.patch("builtins.print") as printed:
        print(1)
    printed.assert_called_once_with(1)

def test_warns():
    with pytest.warns(UserWarning): warnings.warn("x")

class TestMethods:
    def test_method(self): assert self

class TestCase(unittest.TestCase):
    def test_case(self): self.assertEqual(1, 1)

@pytest.mark.asyncio
async def test_async(): await asyncio.sleep(0)

def test_run():
    async def main(): return 1
    assert asyncio.run(main()) == 1
"""
    report = classroom.tests(code, strict=True)

    assert report["replaced"] == []
    assert is_green(report)
    assert len(report["tests"]) == 10


def test_the_hidden_test_is_not_reported(classroom):
    report = classroom.tests(GOOD, strict=True)

    assert [test["name"] for test in report["tests"]] == ["test_a"]
    assert report["terminal"].splitlines()[-1].startswith("1 passed")


@pytest.mark.parametrize("args", [["-x"], ["--maxfail=1"]])
def test_the_hidden_test_does_not_stop_the_session(classroom, args):
    assert is_green(classroom.tests(GOOD, strict=True, args=args))


CHEATS = {
    "an empty file": "",
    "no tests": "x = 1",
    "exit at import": "import sys\nsys.exit(0)\n" + GOOD,
    "quit at import": "quit()\n" + GOOD,
    "exit in a test": "import sys\ndef test_a(): sys.exit(0)",
    "pytest.exit at import": "import pytest\npytest.exit('done', returncode=0)\n" + GOOD,
    "pytest.exit in a test": "import pytest\ndef test_a(): pytest.exit('done', returncode=0)",
    "pytest.exit in the last of two tests": f"import pytest\n{GOOD}\ndef test_b(): pytest.exit('done', returncode=0)",
    "skip of the file": "import pytest\npytest.skip('no', allow_module_level=True)\n" + BAD,
    "importorskip": "import pytest\npytest.importorskip('nowhere')\n" + BAD,
    "skip in a test": "import pytest\ndef test_a(): pytest.skip()",
    "xfail": "import pytest\n@pytest.mark.xfail\n" + BAD,
    "xfail that passes": "import pytest\n@pytest.mark.xfail\n" + GOOD,
    "a renamed test": BAD.replace("test_a", "tst_a"),
    "a test taken out": BAD + "\ntest_a.__test__ = False",
    "a coroutine never awaited": "async def check(): assert 1 == 2\ndef test_a(): check()",
    "a coroutine never awaited, in a cycle": (
        "async def check(): assert 1 == 2\nclass Box: pass\ndef test_a():\n    box = Box(); box.me = box; box.c = check()"
    ),
    "a coroutine never awaited, hushed": (
        "import warnings\nasync def check(): assert 1 == 2\ndef test_a():\n    warnings.simplefilter('ignore'); check()"
    ),
    "an async test without a mark": "async def test_a(): assert 1 == 2",
    "an async test that forgets to await": (
        "import pytest\nasync def check(): assert 1 == 2\n@pytest.mark.asyncio\nasync def test_a(): check()"
    ),
    "a comparison returned": "def test_a(): return 1 == 2",
    "a coroutine returned": "async def check(): pass\ndef test_a(): return check()",
    "a test that is a generator": "def test_a():\n    yield\n    assert 1 == 2",
    "pytest.raises replaced": (
        "import contextlib, pytest\npytest.raises = lambda *a, **k: contextlib.nullcontext()\n"
        "def test_a():\n    with pytest.raises(ValueError): pass"
    ),
    "AssertionError replaced": "import builtins\nclass Fine(Exception): pass\nbuiltins.AssertionError = Fine\n"
    + GOOD,
    "the runner replaced": (
        "import _pytest.runner as runner\nrunner.pytest_runtest_call = lambda item: None\nrunner.call_and_report.__code__ = "
        "(lambda item, when, log=True, **k: None).__code__\n" + GOOD
    ),
    "the test's own run replaced": "import _pytest.python as p\np.Function.runtest = lambda self: None\n"
    + BAD,
    "CallInfo replaced": (
        "import _pytest.runner as r\nold = r.CallInfo.from_call.__func__\n"
        "def new(cls, func, when, reraise=None):\n    return old(cls, (lambda: None) if when == 'call' else func, when, reraise)\n"
        "r.CallInfo.from_call = classmethod(new)\n" + BAD
    ),
    "the report replaced": (
        "import _pytest.reports as r\nold = r.TestReport.__init__\n"
        "def new(self, *a, **k):\n    old(self, *a, **k); self.outcome = 'passed'\nr.TestReport.__init__ = new\n"
        + BAD
    ),
    "pytest.main replaced": "import pytest, _pytest.config as c\npytest.main = c.main = lambda *a, **k: 0\n"
    + BAD,
    "unittest's assertion replaced": (
        "import unittest\nunittest.TestCase.assertEqual = lambda *a: None\n"
        "class TestA(unittest.TestCase):\n    def test_a(self): self.assertEqual(1, 2)"
    ),
    "mock's assertion replaced": (
        "from unittest import mock\nmock.NonCallableMock.assert_called = lambda self: None\ndef test_a(): mock.Mock().assert_called()"
    ),
    "the clock replaced": "import time\ntime.sleep = lambda seconds: None\n" + GOOD,
    "len replaced": "import builtins\nbuiltins.len = lambda x: 3\n" + GOOD,
    "isinstance replaced": "import builtins\nbuiltins.isinstance = lambda *a: True\n" + GOOD,
    "built-ins gone": "import builtins\nbuiltins.__dict__.clear()\n" + GOOD,
    "round replaced": "import builtins\nbuiltins.round = lambda x: 3\ndef test_a(): assert round(1) == 3",
}


@pytest.mark.parametrize("name", CHEATS)
def test_is_not_green(classroom, mended, name):
    assert not is_green(classroom.tests(CHEATS[name], strict=True))


HOOKS = {
    "the report's outcome": (
        "@pytest.hookimpl(hookwrapper=True)\ndef pytest_runtest_makereport(item, call):\n"
        "    result = yield\n    result.get_result().outcome = 'passed'"
    ),
    "the report's outcome, around all others": (
        "@pytest.hookimpl(wrapper=True, tryfirst=True)\ndef pytest_runtest_makereport(item, call):\n"
        "    report = yield\n    report.outcome = 'passed'\n    return report"
    ),
    "the outcome of one test only": (
        "@pytest.hookimpl(wrapper=True, tryfirst=True)\ndef pytest_runtest_makereport(item, call):\n"
        "    report = yield\n    if item.name == 'test_a': report.outcome = 'passed'\n    return report"
    ),
    "the logged report": "@pytest.hookimpl(tryfirst=True)\ndef pytest_runtest_logreport(report): report.outcome = 'passed'",
    "the call": "@pytest.hookimpl(tryfirst=True)\ndef pytest_pyfunc_call(pyfuncitem): return True",
    "an exception of one test": (
        "@pytest.hookimpl(wrapper=True)\ndef pytest_runtest_call(item):\n    try: return (yield)\n    except AssertionError: pass"
    ),
    "the protocol": "@pytest.hookimpl(tryfirst=True)\ndef pytest_runtest_protocol(item, nextitem): return True",
    "the loop": "@pytest.hookimpl(tryfirst=True)\ndef pytest_runtestloop(session): return True",
    "the exit code": "def pytest_sessionfinish(session): session.exitstatus = 0",
    "the collection": "def pytest_collection_modifyitems(items): items[:] = [i for i in items if i.name != 'test_a']",
    "the functions": (
        "def pytest_collection_modifyitems(items):\n    for item in items: item.obj = lambda: None"
    ),
}


@pytest.mark.parametrize("name", HOOKS)
def test_a_conftest_that_changes_it_is_not_green(classroom, mended, name):
    files = {"conftest.py": f"import pytest\n{HOOKS[name]}\n", "test_it.py": f"{BAD}\ndef test_b(): pass\n"}

    assert not is_green(classroom.tests(files, strict=True))


class TestReplaced:
    @pytest.mark.parametrize(
        ("code", "part"),
        [
            ("import pytest\npytest.raises = None", "pytest.raises"),
            ("import _pytest.runner as r\nr.CallInfo.from_call = None", "_pytest.runner.CallInfo.from_call"),
            ("import pytest\ndef f(*a, **k): pass\npytest.raises.__code__ = f.__code__", "pytest.raises"),
            ("import builtins\nbuiltins.AssertionError = Exception", "builtins.AssertionError"),
            ("import builtins\nbuiltins.len = lambda x: 3", "builtins.len"),
            ("import asyncio\nasyncio.run = print", "asyncio.run"),
            ("import pluggy\npluggy.HookimplMarker = None", "pluggy.HookimplMarker"),
            ("import unittest\ndel unittest.TestCase.assertEqual", "unittest.case.TestCase.assertEqual"),
        ],
    )
    def test_names_the_part(self, classroom, mended, code, part):
        assert part in classroom.tests(f"{code}\n{GOOD}", strict=True)["replaced"]

    def test_is_silent_about_what_was_put_back(self, classroom):
        code = "import builtins\ndef test_a(monkeypatch): monkeypatch.setattr(builtins, 'len', lambda x: 3)"

        assert classroom.tests(code, strict=True)["replaced"] == []

    def test_is_not_looked_for_unless_strict(self, classroom, mended):
        assert classroom.tests(f"import pytest\npytest.raises = None\n{GOOD}")["replaced"] == []


class TestWords:
    def test_for_a_forgotten_await(self, classroom):
        (test,) = classroom.tests("async def rate(): pass\ndef test_a(): rate()", strict=True)["tests"]

        assert (test["outcome"], test["phase"], test["exception"]["type"]) == (
            "failed",
            "call",
            "RuntimeWarning",
        )
        assert (
            test["exception"]["friendly"]
            == "rate() was called and never awaited, so nothing in it ran: put await before the call."
        )

    def test_for_a_returned_value(self, classroom):
        (test,) = classroom.tests("def test_a(): return 1 == 1", strict=True)["tests"]

        assert test["exception"]["friendly"] == (
            "The test returns a value of type bool and asserts nothing with it: write assert instead of return."
        )

    def test_for_an_exit_at_import_name_the_file(self, classroom):
        (broken,) = classroom.tests("import sys\nsys.exit(0)", strict=True)["broken"]

        assert (broken["file"], broken["exception"]["type"]) == ("test_it.py", "SystemExit")
        assert broken["exception"]["at"]["line"] == 2

    def test_a_forgotten_await_counts_for_its_own_test_alone(self, classroom):
        code = f"async def rate(): pass\ndef test_b(): rate()\n{GOOD}"

        assert [test["outcome"] for test in classroom.tests(code, strict=True)["tests"]] == [
            "failed",
            "passed",
        ]
