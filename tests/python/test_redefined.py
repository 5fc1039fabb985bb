"""Tests of which Python keeps only the last: told where that is certain, wherever tests run, and nowhere else."""

import ast

import pytest

from classroom.redefined import lost

LOST = {
    "two tests": (
        "def test_total(): assert 1 == 2\n\ndef test_total(): pass\n",
        [("test_total", "test", 1, 3)],
    ),
    "three tests": (
        "def test_a(): pass\ndef test_a(): pass\ndef test_a(): pass\n",
        [("test_a", "test", 1, 2), ("test_a", "test", 2, 3)],
    ),
    "decorated, async": (
        "import pytest\n@pytest.mark.slow\nasync def test_a(): pass\n@pytest.mark.parametrize('n', [1])\ndef test_a(n): pass\n",
        [("test_a", "test", 3, 5)],
    ),
    "methods": (
        "class TestCart:\n    def test_a(self): pass\n    def setup_method(self): pass\n    def setup_method(self): pass\n"
        "    def test_a(self): pass\n",
        [("TestCart.test_a", "test", 2, 5), ("TestCart.setup_method", "function", 3, 4)],
    ),
    "classes": (
        "class TestCart:\n    def test_a(self): pass\nclass TestCart:\n    def test_b(self): pass\n",
        [("TestCart", "class", 1, 3)],
    ),
    "cases of unittest": (
        "import unittest\nclass Cart(unittest.TestCase):\n    def testA(self): pass\nclass Cart(unittest.TestCase): pass\n",
        [("Cart", "class", 2, 4)],
    ),
    "fixtures": (
        "import pytest\n@pytest.fixture\ndef db(): return 1\ndef test_a(db): pass\n@pytest.fixture(scope='module')\ndef db(): return 2\n",
        [("db", "fixture", 3, 6)],
    ),
    "a test and a class": ("def test_a(): pass\nclass test_a: pass\n", [("test_a", "test", 1, 2)]),
    "a name given away": ("def test_a(): pass\ntest_a = 3\n", [("test_a", "test", 1, 2)]),
    "a name taken by an import": (
        "def test_a(): pass\nfrom other import test_a\n",
        [("test_a", "test", 1, 2)],
    ),
    "both in one block": (
        "if True:\n    def test_a(): pass\n    def test_a(): pass\n",
        [("test_a", "test", 2, 3)],
    ),
    "the second further out": (
        "try:\n    def test_a(): pass\nexcept OSError:\n    pass\ndef test_a(): pass\n",
        [("test_a", "test", 2, 5)],
    ),
    "one that calls itself": ("def test_a(): test_a()\ndef test_a(): test_a()\n", [("test_a", "test", 1, 2)]),
}

KEPT = {
    "if and else": "import sys\nif sys.argv:\n    def test_a(): pass\nelse:\n    def test_a(): pass\n",
    "a second one under if": "import sys\ndef test_a(): pass\nif sys.argv:\n    def test_a(): pass\n",
    "try and except": "try:\n    def test_a(): pass\nexcept OSError:\n    def test_a(): pass\n",
    "two cases of a match": "match 1:\n    case 1:\n        def test_a(): pass\n    case _:\n        def test_a(): pass\n",
    "overloads": "from typing import overload\n@overload\ndef test_a(n: int): ...\n@overload\ndef test_a(n: str): ...\ndef test_a(n=1): pass\n",
    "a property and its setter": (
        "class TestCart:\n    @property\n    def test_x(self): return 1\n    @test_x.setter\n    def test_x(self, value): pass\n"
    ),
    "one that wraps the first": "def test_a(): pass\ntest_a = print(test_a) or test_a\n",
    "one that is decorated with the first": "def test_a(f=None): return f\n@test_a\ndef test_a(): pass\n",
    "a class that inherits the first": "class TestA:\n    def test_a(self): pass\nclass TestA(TestA): pass\n",
    "one that was used before": "def test_a(): pass\ntest_b = test_a\ndef test_a(): pass\n",
    "one that was taken away": "def test_a(): pass\ndel test_a\ndef test_a(): pass\n",
    "two classes, a test each": "class TestA:\n    def test_a(self): pass\nclass TestB:\n    def test_a(self): pass\n",
    "a helper": "def make(): pass\ndef make(): pass\n",
    "a test in a function": "def test_a():\n    def test_a(): pass\n",
    "a variable": "test_a = 1\ntest_a = 2\n",
    "no Python": "def test_a(: pass\n",
}


@pytest.mark.parametrize("what", LOST)
def test_tells_what_is_lost_with_both_lines(what):
    source, found = LOST[what]

    assert [(one.name, one.kind, one.line, one.again) for one in lost(source)] == found


@pytest.mark.parametrize("what", KEPT)
def test_says_nothing_where_nothing_is_lost(what):
    assert lost(KEPT[what]) == []


def test_names_begin_as_pytest_is_set_to_look_for_them():
    source = "def check_a(): pass\ndef check_a(): pass\ndef it_b(): pass\ndef it_b(): pass\n"

    assert lost(source) == []
    assert [one.name for one in lost(source, functions=("check", "it_*"))] == ["check_a", "it_b"]


TWICE = "def test_total(): assert 1 == 2\n\ndef test_total(): pass\n"


def test_a_run_tells_it_beside_pytests_own_count(classroom):
    report = classroom.tests(TWICE)

    assert [test["outcome"] for test in report["tests"]] == ["passed"]
    assert report["lost"] == [
        {
            "file": "test_it.py",
            "name": "test_total",
            "line": 1,
            "again": 3,
            "says": "The test test_total in line 1 of test_it.py no longer exists, and was not run: line 3 gives its name to "
            "another. Rename one of them.",
        }
    ]


def test_a_run_looks_at_the_files_that_it_collects_and_at_their_fixtures(classroom):
    files = {
        "test_a.py": TWICE,
        "tests/test_b.py": TWICE,
        "cart.py": TWICE,
        "conftest.py": TWICE.replace("test_", "setup_"),
    }

    assert [one["file"] for one in classroom.tests(files)["lost"]] == ["test_a.py", "tests/test_b.py"]
    assert [one["file"] for one in classroom.tests(files, args=["tests"])["lost"]] == ["tests/test_b.py"]


def test_a_fixture_of_a_conftest_is_told(classroom):
    conftest = "import pytest\n@pytest.fixture\ndef db(): return 1\n@pytest.fixture\ndef db(): return 2\n"

    [told] = classroom.tests({"conftest.py": conftest, "test_a.py": "def test_a(db): pass\n"})["lost"]

    assert told["says"].startswith("The fixture db in line 3 of conftest.py no longer exists")


def test_a_run_goes_by_the_settings_of_the_project(classroom):
    files = {
        "pytest.ini": "[pytest]\npython_files = check_*.py\npython_functions = check_*\n",
        "check_a.py": TWICE.replace("test_", "check_"),
        "test_it.py": TWICE,
    }

    assert [one["name"] for one in classroom.tests(files)["lost"]] == ["check_total"]


def test_a_file_of_many_tests_is_gone_through_once(monkeypatch):
    walked = []
    walk = ast.walk
    monkeypatch.setattr(ast, "walk", lambda node: walked.append(node) or walk(node))

    assert lost("\n".join(f"def test_{n}(): assert {n}" for n in range(500)) + "\ndef test_7(): pass")
    assert len(walked) <= 2 * 501
