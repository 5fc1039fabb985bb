"""Runs of pytest as the page is told of them."""

from typing import ClassVar

import pytest

from classroom import project

LOAN = "def small(amount):\n    return amount < 1000\n"


def outcomes(report):
    return {test["name"]: test["outcome"] for test in report["tests"]}


def only(report):
    (test,) = report["tests"]
    return test


class TestOutcomes:
    SUITE = """
import pytest

@pytest.fixture
def bad_setup():
    raise ValueError("no setup")

@pytest.fixture
def bad_teardown():
    yield
    raise ValueError("no teardown")

def test_passed(): pass
def test_failed(): assert 1 == 2
def test_setup(bad_setup): pass
def test_teardown(bad_teardown): pass
@pytest.mark.skip(reason="too slow")
def test_skipped(): pass
def test_skipped_inside(): pytest.skip("not today")
@pytest.mark.xfail(reason="bug 7")
def test_xfailed(): assert False
@pytest.mark.xfail(reason="bug 8")
def test_xpassed(): pass
@pytest.mark.xfail(reason="bug 9", strict=True)
def test_xpassed_strictly(): pass
def test_xfailed_inside(): pytest.xfail("bug 10")
"""

    @pytest.fixture
    def report(self, classroom):
        return classroom.tests(self.SUITE)

    def test_are_pytests_own(self, report):
        assert outcomes(report) == {
            "test_passed": "passed",
            "test_failed": "failed",
            "test_setup": "error",
            "test_teardown": "error",
            "test_skipped": "skipped",
            "test_skipped_inside": "skipped",
            "test_xfailed": "xfailed",
            "test_xpassed": "xpassed",
            "test_xpassed_strictly": "failed",
            "test_xfailed_inside": "xfailed",
        }
        assert report["exitCode"] == 1

    def test_come_with_a_phase_where_something_went_wrong(self, report):
        phases = {test["name"]: test["phase"] for test in report["tests"] if test["phase"]}

        assert phases == {
            "test_failed": "call",
            "test_setup": "setup",
            "test_teardown": "teardown",
            "test_xpassed_strictly": "call",
        }

    def test_come_with_reasons(self, report):
        reasons = {test["name"]: test["reason"] for test in report["tests"] if test["reason"]}

        assert reasons == {
            "test_skipped": "too slow",
            "test_skipped_inside": "not today",
            "test_xfailed": "bug 7",
            "test_xpassed": "bug 8",
            "test_xfailed_inside": "bug 10",
        }

    def test_have_an_exception_just_where_something_went_wrong(self, report):
        assert {test["name"]: test["exception"]["type"] for test in report["tests"] if test["exception"]} == {
            "test_failed": "AssertionError",
            "test_setup": "ValueError",
            "test_teardown": "ValueError",
            "test_xpassed_strictly": "XPASS(strict)",
        }

    def test_of_a_suite_that_passes(self, classroom):
        report = classroom.tests("def test_a(): pass")

        assert (report["exitCode"], report["refusal"], report["broken"], report["warnings"]) == (
            0,
            None,
            [],
            [],
        )

    def test_of_no_test_at_all(self, classroom):
        report = classroom.tests("x = 1")

        assert (report["exitCode"], report["tests"], report["refusal"]) == (5, [], None)


class TestFacts:
    def test_of_a_test(self, classroom):
        test = only(
            classroom.tests(
                "import sys, logging\n\ndef test_loan():\n    '''A loan\n    is small.\n\n    More.'''\n"
                "    print('out')\n    print('err', file=sys.stderr)\n    logging.getLogger('loan').warning('logged')\n"
            )
        )

        assert (test["id"], test["name"], test["file"], test["line"]) == (
            "test_it.py::test_loan",
            "test_loan",
            "test_it.py",
            3,
        )
        assert (test["stdout"], test["stderr"], test["doc"]) == ("out\n", "err\n", "A loan is small.")
        assert "logged" in test["log"]

    def test_ids_hold_classes_and_parameters(self, classroom):
        report = classroom.tests(
            "import pytest\nclass TestLoan:\n    @pytest.mark.parametrize('n', [1, 2])\n    def test_small(self, n): pass\n"
        )

        assert [test["name"] for test in report["tests"]] == [
            "TestLoan::test_small[1]",
            "TestLoan::test_small[2]",
        ]

    def test_stream_while_the_run_goes_on(self, classroom):
        report = classroom.tests("def test_a(): pass\ndef test_b(): assert 0")

        assert classroom.events == [
            {"type": "collected", "tests": ["test_it.py::test_a", "test_it.py::test_b"]},
            *({"type": "test", "result": test} for test in report["tests"]),
        ]

    @pytest.mark.parametrize("strict", [True, False])
    def test_unittest_classes_and_subtests(self, classroom, strict):
        report = classroom.tests(
            "import unittest\nclass TestLoan(unittest.TestCase):\n    def test_a(self):\n        self.assertEqual(1, 2)\n"
            "    def test_b(self):\n        for n in range(3):\n            with self.subTest(n=n): self.assertNotEqual(n, 1)\n",
            strict=strict,
        )

        assert outcomes(report) == {"TestLoan::test_a": "failed", "TestLoan::test_b": "failed"}
        assert report["replaced"] == []
        assert [test["exception"]["message"].splitlines()[0] for test in report["tests"]] == [
            "1 != 2",
            "1 == 1",
        ]

    def test_frames_are_the_readers_own(self, classroom):
        test = only(
            classroom.tests(
                {
                    "loan.py": "def small(n):\n    return n / 0\n",
                    "test_it.py": "from loan import small\ndef test_a():\n    small(1)\n",
                }
            )
        )

        assert [(frame["file"], frame["line"]) for frame in test["exception"]["frames"]] == [
            ("test_it.py", 3),
            ("loan.py", 2),
        ]
        assert test["exception"]["at"]["file"] == "loan.py"
        assert "_pytest" not in test["exception"]["full"]

    def test_a_helper_that_hides_itself_is_not_the_place(self, classroom):
        code = "def check(n):\n    __tracebackhide__ = True\n    assert n == 1\ndef test_a():\n    check(2)\n"

        assert only(classroom.tests(code))["exception"]["at"]["line"] == 5

    def test_a_missing_fixture_is_named_with_those_there_are(self, classroom):
        test = only(classroom.tests("def test_a(loan): pass"))

        assert test["outcome"] == "error"
        assert test["exception"]["message"] == "fixture 'loan' not found"
        assert test["exception"]["friendly"].startswith(
            "This test asks for loan, and no fixture has that name"
        )
        assert "available fixtures" in test["exception"]["full"]
        assert test["exception"]["at"]["line"] == 1

    def test_fixtures_that_need_each_other_are_told(self, classroom):
        code = "import pytest\n@pytest.fixture\ndef a(b): pass\n@pytest.fixture\ndef b(a): pass\ndef test_a(a): pass\n"

        assert (
            "recursive dependency involving fixture 'a' detected"
            in only(classroom.tests(code))["exception"]["message"]
        )

    def test_warnings_have_their_place(self, classroom):
        report = classroom.tests(
            "import warnings\ndef test_a():\n    warnings.warn('old rates', DeprecationWarning)\n"
        )

        assert report["warnings"] == [
            {"text": "DeprecationWarning: old rates", "file": "test_it.py", "line": 3}
        ]

    def test_prepared_lines_are_read_by_each_test(self, classroom):
        code = "def test_a(): assert input() == 'Ada'\ndef test_b(): assert input('Name') == 'Ada'"

        assert outcomes(classroom.tests(code, stdin=["Ada"])) == {"test_a": "passed", "test_b": "passed"}

    def test_without_prepared_lines_pytest_forbids_reading(self, classroom):
        assert (
            "reading from stdin while output is captured"
            in only(classroom.tests("def test_a(): input()"))["exception"]["message"]
        )

    def test_the_terminal_is_kept_as_pytest_prints_it(self, classroom):
        report = classroom.tests("def test_a(): assert 0")

        assert report["terminal"].startswith("F ")
        assert "/home/reader" not in report["terminal"]
        assert classroom.printed() == ""


class TestAssertion:
    @pytest.mark.parametrize(
        ("body", "summary", "sides"),
        [
            ("assert 4 == 3", "assert 4 == 3", ("4", "3", "==")),
            ("assert total() == 3, 'sum'", "assert 4 == 3", ("4", "3", "==")),
            ("assert 5 in [1]", "assert 5 in [1]", ("5", "[1]", "in")),
            ("assert None is not None", "assert None is not None", ("None", "None", "is not")),
            ("assert not 4", "assert not 4", (None, None, None)),
            ("assert 1 < 3 < 2", "assert 3 < 2", (None, None, None)),
            ("assert total() == 4 and total() == 3", "assert (4 == 4 and 4 == 3)", (None, None, None)),
            ("assert [] or {}", "assert ([] or {})", (None, None, None)),
        ],
    )
    def test_is_taken_apart(self, classroom, body, summary, sides):
        assertion = only(classroom.tests(f"def total(): return 4\ndef test_a():\n    {body}\n"))["assertion"]

        assert assertion["source"] == body
        assert assertion["summary"] == summary
        assert (assertion["left"], assertion["right"], assertion["operator"]) == sides

    def test_tells_where_values_come_from(self, classroom):
        assertion = only(classroom.tests("def total(): return 4\ndef test_a(): assert total() == 3"))[
            "assertion"
        ]

        assert assertion["lines"] == [{"mark": " ", "text": "+  where 4 = total()"}]

    def test_holds_a_diff(self, classroom):
        assertion = only(classroom.tests("def test_a(): assert 'one\\ntwo' == 'one\\nthree'"))["assertion"]

        assert [(line["mark"], line["text"]) for line in assertion["lines"]] == [
            (" ", "  one"),
            ("-", "three"),
            ("+", "two"),
        ]

    def test_over_several_lines_is_shown_whole(self, classroom):
        code = "def test_a():\n    assert (\n        1\n        == 2\n    )\n"

        assert (
            only(classroom.tests(code))["assertion"]["source"] == "assert (\n        1\n        == 2\n    )"
        )

    def test_in_a_module_that_is_no_test_is_the_statement_alone(self, classroom):
        files = {
            "loan.py": "def check(n):\n    assert n == 1\n",
            "test_it.py": "import loan\ndef test_a(): loan.check(2)",
        }

        assertion = only(classroom.tests(files))["assertion"]

        assert (assertion["source"], assertion["summary"], assertion["left"], assertion["lines"]) == (
            "assert n == 1",
            "assert n == 1",
            None,
            [],
        )

    def test_is_none_where_no_assert_failed(self, classroom):
        assert only(classroom.tests("def test_a(): raise AssertionError('no')"))["assertion"] is None

    def test_a_comparison_that_was_caught_is_not_taken_for_the_one_that_failed(self, classroom):
        code = "def test_a():\n    try:\n        assert 1 == 2\n    except AssertionError:\n        pass\n    assert 3 == 4\n"

        assert only(classroom.tests(code))["assertion"]["left"] == "3"


class TestCollection:
    def test_a_file_that_cannot_be_imported_is_broken(self, classroom):
        report = classroom.tests("import nowhere\ndef test_a(): pass")

        (broken,) = report["broken"]
        assert broken["file"] == "test_it.py"
        assert broken["exception"]["type"] == "ModuleNotFoundError"
        assert broken["exception"]["at"]["line"] == 1
        assert (report["exitCode"], report["tests"]) == (2, [])

    def test_a_file_that_cannot_be_read_tells_the_place(self, classroom):
        (broken,) = classroom.tests("def test_a(:\n    pass")["broken"]

        assert (broken["exception"]["type"], broken["exception"]["at"]["line"]) == ("SyntaxError", 1)

    def test_a_file_that_skips_itself_is_a_skipped_result(self, classroom):
        report = classroom.tests(
            "import pytest\npytest.skip('later', allow_module_level=True)\ndef test_a(): pass"
        )

        test = only(report)
        assert (test["id"], test["name"], test["outcome"], test["reason"]) == (
            "test_it.py",
            "the whole file",
            "skipped",
            "later",
        )

    def test_a_conftest_that_fails_is_a_refusal(self, classroom):
        report = classroom.tests({"conftest.py": "1 / 0", "test_it.py": "def test_a(): pass"})

        assert report["exitCode"] == 4
        assert report["refusal"].startswith("ImportError while loading conftest 'conftest.py'.")
        assert "ZeroDivisionError" in report["refusal"]

    def test_an_unknown_argument_is_a_refusal(self, classroom):
        assert (
            "unrecognized arguments: --nonsense"
            in classroom.tests("def test_a(): pass", args=["--nonsense"])["refusal"]
        )

    def test_a_projects_own_settings_are_honoured(self, classroom):
        files = {
            "pytest.ini": "[pytest]\npython_functions = check_*\nmarkers = slow: takes long\naddopts = --strict-markers\n",
            "conftest.py": "import pytest\n@pytest.fixture\ndef loan(): return 3\n",
            "tests/test_it.py": "import pytest\n@pytest.mark.slow\ndef check_a(loan): assert loan == 3\ndef test_b(): assert 0\n",
        }

        assert outcomes(classroom.tests(files)) == {"check_a": "passed"}

    def test_arguments_choose(self, classroom):
        assert outcomes(classroom.tests("def test_a(): pass\ndef test_b(): pass", args=["-k", "b"])) == {
            "test_b": "passed"
        }


class TestOrder:
    SUITE = "\n".join(f"def test_{letter}(): pass" for letter in "abcdef")

    def names(self, report):
        return [test["name"][-1] for test in report["tests"]]

    def test_is_the_files_without_a_seed(self, classroom):
        assert self.names(classroom.tests(self.SUITE)) == list("abcdef")

    def test_follows_from_the_seed(self, classroom):
        once, again, other = (self.names(classroom.tests(self.SUITE, seed=seed)) for seed in (1, 1, 2))

        assert once == again
        assert once != other
        assert sorted(once) == sorted(other) == list("abcdef")

    def test_chosen_tests_run_in_the_order_given(self, classroom):
        chosen = ["test_it.py::test_d", "test_it.py::test_a"]

        for seed in (None, 7):
            report = classroom.tests(self.SUITE, select=chosen, seed=seed, strict=True)
            assert [test["id"] for test in report["tests"]] == chosen
            assert (report["exitCode"], report["replaced"]) == (0, [])

    def test_all_files_are_collected_whichever_tests_are_chosen(self, classroom):
        files = {
            "test_a.py": "def test_a():\n    import sys\n    assert sys.modules['test_b'].LOADED",
            "test_b.py": "LOADED = True\ndef test_b(): pass",
        }

        assert outcomes(classroom.tests(files, select=["test_a.py::test_a"])) == {"test_a": "passed"}

    def test_an_unknown_id_is_refused_by_name(self, classroom):
        report = classroom.tests(self.SUITE, select=["test_it.py::test_a", "test_it.py::test_gone"])

        assert (report["exitCode"], report["refusal"]) == (4, "no such test: test_it.py::test_gone")
        assert report["tests"] == []


class TestLeft:
    def test_files_that_the_run_left_are_named(self, classroom):
        code = "def test_a():\n    import os\n    os.mkdir('sub')\n    open('sub/rates.csv', 'w').close()\n    open('test_it.py', 'a').close()\n"

        assert classroom.tests(code)["left"] == ["sub/rates.csv"]

    def test_nothing_is_left_by_the_run_itself(self, classroom):
        files = {
            "loan.py": LOAN,
            "test_it.py": "import loan\ndef test_a(tmp_path): (tmp_path / 'x').write_text('')",
        }

        assert classroom.tests(files, probes=["coverage"])["left"] == []


class TestProbes:
    FILES: ClassVar = {
        "loan.py": LOAN,
        "test_it.py": "from loan import small\ndef test_a(): assert small(1)\n",
    }

    def test_measure_what_is_no_test(self, classroom):
        report = classroom.tests(self.FILES, probes=["coverage", "conditions"])

        assert list(report["observed"]["coverage"]["files"]) == ["loan.py"]
        assert list(report["observed"]["conditions"]["files"]) == ["loan.py"]
        assert outcomes(report) == {"test_a": "passed"}

    def test_are_absent_where_nobody_asked(self, classroom):
        report = classroom.tests(self.FILES)

        assert report["observed"] == {}


class TestAsync:
    def test_marked_tests_run(self, classroom):
        code = "import asyncio, pytest\n@pytest.mark.asyncio\nasync def test_a():\n    await asyncio.sleep(0)\n    assert 1 == {}\n"

        assert outcomes(classroom.tests(code.format(1), strict=True)) == {"test_a": "passed"}
        assert outcomes(classroom.tests(code.format(2), strict=True)) == {"test_a": "failed"}

    def test_unmarked_tests_fail(self, classroom):
        test = only(classroom.tests("async def test_a(): pass"))

        assert test["outcome"] == "failed"
        assert "not natively supported by pytest" in test["exception"]["friendly"]


def test_the_working_directory_is_the_project(classroom):
    code = "import os\ndef test_a(): assert os.getcwd() == '/home/reader'"

    assert outcomes(classroom.tests(code)) == {"test_a": "passed"}
    assert str(project.ROOT) == "/home/reader"


class TestArguments:
    SUITE = (
        "import pytest\n"
        "def test_small(): pass\n"
        "def test_large(): assert False\n"
        "@pytest.mark.parametrize('n', [1, 2])\n"
        "def test_n(n): pass\n"
    )

    @pytest.mark.parametrize(
        ("args", "ran"),
        [
            (["-k", "small or n"], ["test_small", "test_n[1]", "test_n[2]"]),
            (["-x"], ["test_small", "test_large"]),
            (["test_it.py::test_n[2]"], ["test_n[2]"]),
            (["--co"], []),
        ],
    )
    def test_choose_what_runs(self, classroom, args, ran):
        report = classroom.tests(self.SUITE, args=args)

        assert [test["name"] for test in report["tests"]] == ran

    @pytest.mark.parametrize(
        ("args", "refusal"),
        [
            (["--nonsense"], "unrecognized arguments: --nonsense"),
            (["-n", "4"], "unrecognized arguments: -n"),
            (["--maxfail=x"], "argument --maxfail: invalid int value: 'x'"),
            (["-k", "and and"], "Wrong expression passed to '-k': and and: at column 1: expected not OR left parenthesis OR identifier; got and"),
            (["nowhere.py"], "file or directory not found: nowhere.py"),
            (["-p", "nowhere"], "Error importing plugin \"nowhere\": No module named 'nowhere'"),
        ],
    )  # fmt: skip
    def test_that_are_wrong_are_refused_in_the_words_of_pytest(self, classroom, args, refusal):
        report = classroom.tests(self.SUITE, args=args)

        assert (report["exitCode"], report["refusal"]) == (4, refusal)

    def test_a_debugger_that_nobody_can_answer_ends_the_run(self, classroom, mended):
        report = classroom.tests(self.SUITE, args=["--pdb"])

        assert (report["exitCode"], report["refusal"]) == (2, "Exit: Quitting debugger")

    def test_one_v_undoes_the_quiet_that_the_classroom_asks_for(self, classroom):
        """What a cell with arguments relies on: pytest prints as it does for anybody."""
        plain, quiet = (
            classroom.tests("def test_a(): pass\n", args=args)["terminal"] for args in (["-v"], ["-v", "-q"])
        )

        assert "test session starts" in plain
        assert "test_it.py ." in plain
        assert "test session starts" not in quiet


def test_a_coroutine_never_awaited_is_not_green_outside_checks_either(classroom):
    code = "async def save(): pass\ndef test_a(): save()\ndef test_b(): pass\n"
    report = classroom.tests(code)

    assert [test["outcome"] for test in report["tests"]] == ["failed", "passed"]
    assert report["tests"][0]["exception"]["message"] == "coroutine 'save' was never awaited"
    assert report["exitCode"] == 1


def test_pytests_own_modules_list_all_their_names_to_a_test_and_after_it(classroom):
    import _pytest.capture

    before = dir(_pytest.capture)
    report = classroom.tests(
        "import _pytest.capture\n\n\ndef test_names(capsys, tmp_path, caplog):\n"
        "    assert {'CaptureManager', 'capsys'} <= set(dir(_pytest.capture))\n"
    )

    assert [test["outcome"] for test in report["tests"]] == ["passed"]
    assert dir(_pytest.capture) == before
