"""Why pytest ran nothing, or not what a file seems to hold: its own words stand where a reader looks, and not in a fold."""

import importlib

import pytest

A = "def test_a(): pass\n"
SLOW = "import pytest\n@pytest.mark.slwo\ndef test_a(): pass\n"

UNRUN = {
    "a class that only looks like one of tests": (
        {"test_it.py": "class TestResult:\n    def __init__(self): pass\n"},
        [],
        ["test_it.py:1: cannot collect test class 'TestResult' because it has a __init__ constructor"],
    ),
    "something that is no function": (
        {"test_it.py": "class X:\n    def __call__(self): pass\ntest_b = X()\n"},
        [],
        ["test_it.py:2: cannot collect 'test_b' because it is not a function."],
    ),
    "an unknown mark": (
        {"test_it.py": SLOW},
        [],
        ["test_it.py:2: Unknown pytest.mark.slwo - is this a typo?"],
    ),
    "an unknown mark that another was chosen by": (
        {"test_it.py": SLOW},
        ["-m", "slow"],
        [
            "test_it.py:2: Unknown pytest.mark.slwo - is this a typo?",
            "pytest collected 1 test and deselected all of them: -m slow left none.",
        ],
    ),
    "a test that returns": (
        {"test_it.py": "def test_a(): return 1 == 2\n"},
        [],
        [
            "Test functions should return None, but test_it.py::test_a returned <class 'bool'>. Did you mean to use `assert` "
            "instead of `return`?"
        ],
    ),
    "-k that chooses none": (
        {"test_it.py": A},
        ["-k", "nothing"],
        ["pytest collected 1 test and deselected all of them: -k nothing left none."],
    ),
    "--deselect": (
        {"test_it.py": A},
        ["--deselect=test_it.py::test_a"],
        ["pytest collected 1 test and deselected all of them: --deselect test_it.py::test_a left none."],
    ),
    "a file of another name": (
        {"tests.py": A},
        [],
        ["No file here is named as pytest looks for them: test_*.py or *_test.py."],
    ),
    "a file that a setting asks for by another name": (
        {"test_it.py": A, "pytest.ini": "[pytest]\npython_files = check_*.py\n"},
        [],
        ["No file here is named as pytest looks for them: check_*.py."],
    ),
    "a folder that pytest passes over": (
        {"build/test_it.py": A},
        [],
        ["pytest did not look into build/test_it.py: an argument or a setting leaves it out."],
    ),
    "a file that an argument leaves out": (
        {"test_it.py": A},
        ["--ignore=test_it.py"],
        ["pytest did not look into test_it.py: an argument or a setting leaves it out."],
    ),
    "an empty file": ({"test_it.py": "x = 1\n"}, [], []),
    "tests that run": ({"test_it.py": A}, [], []),
    "tests of which -k chooses some": ({"test_it.py": A + "def test_b(): pass\n"}, ["-k", "test_b"], []),
}


@pytest.mark.parametrize("what", UNRUN)
def test_says_why_in_pytests_words(classroom, what):
    files, args, says = UNRUN[what]

    assert classroom.tests(files, args=args)["unrun"] == says


@pytest.mark.parametrize("constructor", ["__init__", "__new__"])
def test_a_class_of_tests_with_a_constructor_is_told_as_lost(classroom, constructor):
    report = classroom.tests(
        f"class TestCart:\n    def {constructor}(self): pass\n    def test_a(self): pass\n{A}"
    )

    assert report["unrun"] == []
    assert [one["says"] for one in report["lost"]] == [
        "The tests of TestCart in line 1 of test_it.py were not run: pytest cannot collect test class 'TestCart' because it "
        f"has a {constructor} constructor."
    ]


@pytest.mark.parametrize("seed", [None, 3])
def test_a_file_that_says_asyncio_is_warned_of_nothing(classroom, seed):
    # As they are in a warm interpreter, before pytest begins.
    importlib.import_module("pytest_asyncio.plugin")
    importlib.import_module("pytest_randomly")

    report = classroom.tests("import asyncio\ndef test_a(): pass\n", seed=seed)

    assert report["warnings"] == []
    assert "Warning" not in report["terminal"]


def test_the_plugin_runs_what_carries_its_mark(classroom):
    code = "import asyncio, pytest\n@pytest.mark.asyncio\nasync def test_a(): await asyncio.sleep(0)\n"

    assert [test["outcome"] for test in classroom.tests(code)["tests"]] == ["passed"]
