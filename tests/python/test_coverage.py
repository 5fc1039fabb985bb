"""The coverage probe tells what coverage.py tells, and never paints a line that did not run."""

import contextlib
import importlib
import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import coverage as coverage_py
import pytest
from measured import coverage_of

from classroom.probes import coverage

Run = Callable[[ModuleType], None] | None


def call(*rows: tuple[Any, ...]) -> Run:
    def run(module: ModuleType) -> None:
        for row in rows:
            module.f(*row)

    return run


BOTH = "def f(a):\n    if a:\n        return 1\n    return 2\n"


@pytest.mark.parametrize(
    ("source", "run", "executed", "missing", "percents"),
    [
        (BOTH, call((1,)), [1, 2, 3], [4], (75, 50, 100 * 4 / 6)),
        (BOTH, call((1,), (0,)), [1, 2, 3, 4], [], (100, 100, 100)),
        ("def f(a):\n    if a: return 1\n    return 2\n", call((1,)), [1, 2], [3], (100 * 2 / 3, 50, 60)),
        ("def f(a, b):\n    return a or b\n", call((1, 0)), [1, 2], [], (100, None, 100)),
        # Lines that sys.monitoring's core would paint, or miss.
        (
            "def f(a):\n    try:\n        assert a\n        x = 1\n    except AssertionError:\n        pass\n",
            call((0,)),
            [1, 2, 3, 5, 6],
            [4],
            (100 * 5 / 6, None, 100 * 5 / 6),
        ),
        ("class E(Exception): pass\ndef f(): pass\n", call(()), [1, 2], [], (100, 100, 100)),
        # A module that fails while it is imported: what ran, ran.
        ("x = 1\n1 / 0\ny = 2\n", call(()), [1, 2], [3], (100 * 2 / 3, None, 100 * 2 / 3)),
        # A file that nothing imports.
        (BOTH, None, [], [1, 2, 3, 4], (0, 0, 0)),
        ("", call(), [], [], (None, None, None)),
        ("# only a comment\n", call(), [], [], (None, None, None)),
    ],
)
def test_lines_and_percentages(
    tmp_path: Path,
    source: str,
    run: Run,
    executed: list[int],
    missing: list[int],
    percents: tuple[float | None, ...],
) -> None:
    report = coverage_of(tmp_path, source, run)
    assert (report["executed"], report["missing"]) == (executed, missing)
    assert report["statements"] == sorted(executed + missing)
    told = (report["percentLines"], report["percentBranches"], report["percentBoth"])
    assert told == pytest.approx(percents) if None not in percents else told == percents


@pytest.mark.parametrize(
    ("source", "run", "expected"),
    [
        (
            BOTH,
            call((1,)),
            [
                (2, 3, None),
                (2, 4, "line 2 didn't jump to line 4 because the condition on line 2 was always true"),
            ],
        ),
        (
            "def f(a):\n    if a:\n        print()\n",
            call((1,)),
            [
                (
                    2,
                    -1,
                    "line 2 didn't return from function 'f' because the condition on line 2 was always true",
                ),
                (2, 3, None),
            ],
        ),
        (
            "def f(xs):\n    for x in xs:\n        if x:\n            break\n    else:\n        return 0\n    return 1\n",
            call(([1],)),
            [
                (2, 3, None),
                (2, 6, "line 2 didn't jump to line 6 because the loop on line 2 didn't complete"),
                (3, 2, "line 3 didn't jump to line 2 because the condition on line 3 was always true"),
                (3, 4, None),
            ],
        ),
        (
            "def f(x):\n    while x:\n        x -= 1\n    return 1\n",
            call((0,)),
            [
                (2, 3, "line 2 didn't jump to line 3 because the condition on line 2 was never true"),
                (2, 4, None),
            ],
        ),
        (
            # One line that is two things: coverage.py counts them as branches, and knows no cause.
            "x = 1\ndef f(): pass\n",
            call(),
            [(2, -2, "line 2 didn't return from function 'f'"), (2, -1, None)],
        ),
    ],
)
def test_branches_with_the_sentence_of_each_that_was_not_taken(
    tmp_path: Path, source: str, run: Run, expected: list[tuple[int, int, str | None]]
) -> None:
    branches = coverage_of(tmp_path, source, run)["branches"]
    assert [(each["from"], each["to"], each["says"]) for each in branches] == expected
    assert all(each["taken"] == (each["says"] is None) for each in branches)


def raising(module: ModuleType) -> None:
    with contextlib.suppress(ZeroDivisionError):
        module.f(0)


SHAPES: dict[str, tuple[str, Run, list[tuple[int, int, bool, str | None]]]] = {
    "a line that never ran": (
        "def f(a, b):\n    if a:\n        return 1\n    if b:\n        return 2\n    return 3\n",
        call((1, 1)),
        [
            (2, 3, True, None),
            (2, 4, False, "line 2 didn't jump to line 4 because the condition on line 2 was always true"),
            (4, 5, False, None),
            (4, 6, False, None),
        ],
    ),
    "a condition that raised": (
        "def f(a):\n    if 1 / a:\n        return 1\n    return 2\n",
        raising,
        [(2, 3, False, None), (2, 4, False, None)],
    ),
    "a loop over what raised": (
        "def f(a):\n    for x in [1 / a]:\n        print(x)\n    return 2\n",
        raising,
        [(2, 3, False, None), (2, 4, False, None)],
    ),
    "a loop that was never entered": (
        "def f(xs):\n    for x in xs:\n        print(x)\n    return 2\n",
        call(((),)),
        [
            (2, 3, False, "line 2 didn't jump to line 3 because the loop on line 2 never started"),
            (2, 4, True, None),
        ],
    ),
    "a pattern whose guard said no": (
        "def f(x):\n    match x:\n        case int() if x > 5:\n            return 1\n        case _:\n            return 2\n",
        call((1,)),
        [(3, 4, False, None), (3, 5, True, None)],
    ),
    "a pattern that never matched": (
        "def f(x):\n    match x:\n        case str():\n            return 1\n        case _:\n            return 2\n",
        call((1,)),
        [
            (3, 4, False, "line 3 didn't jump to line 4 because the pattern on line 3 never matched"),
            (3, 5, True, None),
        ],
    ),
    "one line": (
        "def f(a):\n    if a: return 1\n    return 2\n",
        call((0,)),
        [
            (
                2,
                -1,
                False,
                "line 2 didn't return from function 'f' because the return on line 2 wasn't executed",
            ),
            (2, 3, True, None),
        ],
    ),
    "a comprehension and a ternary": (
        "def f(xs):\n    return [1 if x else 2 for x in xs if x > 1]\n",
        call(((),)),
        [],
    ),
    "an async function": (
        "import asyncio\nasync def g(a):\n    if a:\n        await asyncio.sleep(0)\n    return 1\ndef f(a):\n    return g(a).close()\n",
        call((1,)),
        [(3, 4, False, None), (3, 5, False, None)],
    ),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_reason_is_given_only_where_the_line_went_another_way(tmp_path: Path, shape: str) -> None:
    source, run, expected = SHAPES[shape]
    report = coverage_of(tmp_path, source, run)
    told = [(each["from"], each["to"], each["taken"], each["says"]) for each in report["branches"]]
    assert told == expected
    for start, end, _taken, says in told:
        ways = [each[2] for each in told if each[0] == start]
        assert says is None or (start in report["executed"] and any(ways)), (start, end)


def test_excluded_lines_are_neither_run_nor_missing(tmp_path: Path) -> None:
    source = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import os\ndef f(a):\n    if a:  # pragma: no cover\n        return 1\n"
    report = coverage_of(tmp_path, source, call((0,)))
    assert report["excluded"] == [2, 3, 5, 6]
    assert (report["executed"], report["missing"]) == ([1, 4], [])


def test_numbers_are_those_of_the_public_json_report(tmp_path: Path) -> None:
    (tmp_path / "public.py").write_text(BOTH + "def g(xs):\n    for x in xs:\n        print(x)\n")
    probe = coverage.Probe(tmp_path, ["public.py"])
    probe.start()
    space: dict[str, Any] = {}
    exec(compile((tmp_path / "public.py").read_text(), str(tmp_path / "public.py"), "exec"), space)
    space["f"](1)
    probe.stop()
    ours = probe.report()["files"]["public.py"]
    out = tmp_path / "report.json"
    probe._coverage.json_report(outfile=str(out))
    (theirs,) = json.load(io.StringIO(out.read_text()))["files"].values()
    assert ours["executed"] == theirs["executed_lines"]
    assert ours["missing"] == theirs["missing_lines"]
    assert ours["percentLines"] == theirs["summary"]["percent_statements_covered"]
    assert ours["percentBranches"] == theirs["summary"]["percent_branches_covered"]
    assert ours["percentBoth"] == theirs["summary"]["percent_covered"]
    assert [[each["from"], each["to"]] for each in ours["branches"] if each["taken"]] == theirs[
        "executed_branches"
    ]
    assert sorted([each["from"], each["to"]] for each in ours["branches"] if not each["taken"]) == sorted(
        theirs["missing_branches"]
    )


def test_a_file_that_is_no_python_does_not_break_the_report(tmp_path: Path) -> None:
    (tmp_path / "broken.py").write_text("def f(:\n")
    (tmp_path / "null.py").write_text("x = '\0'\n")
    (tmp_path / "fine.py").write_text("x = 1\n")
    probe = coverage.Probe(tmp_path, ["broken.py", "null.py", "fine.py", "gone.py"])
    probe.start()
    probe.stop()
    report = probe.report()
    assert list(report["files"]) == ["fine.py"]
    assert report["version"] == coverage_py.__version__


def test_nothing_to_measure_is_an_empty_report(tmp_path: Path) -> None:
    probe = coverage.Probe(tmp_path, [])
    probe.start()
    probe.stop()
    assert probe.report()["files"] == {}


def test_says_nothing_on_the_readers_screen(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], recwarn: pytest.WarningsRecorder
) -> None:
    coverage_of(tmp_path, BOTH, None)
    assert capsys.readouterr() == ("", "")
    assert [str(warning.message) for warning in recwarn] == []


INTERLEAVED = """\
from helper import again, broken, each, steps

def numbers(n):
    for i in range(n):
        if i == 2:
            continue
        yield i

def twice(x):
    if x > 1:
        return x * 2
    return again(twice, x + 1)

def careful():
    try:
        broken(lambda: 1 / 0)
    except ZeroDivisionError:
        return each(numbers(4), twice)
    finally:
        done = True

class Counter:
    def __len__(self):
        return len(each([1], twice))

for step in steps():
    twice(step)
careful()
len(Counter())
"""

HELPER = """\
def again(call, value):
    return call(value)

def broken(call):
    return call()

def steps():
    yield 1
    yield 2

def each(values, call):
    return sorted((call(value) for value in values), key=lambda value: again(abs, -value))
"""


def test_calls_to_and_fro_between_measured_and_other_files_count_as_coverage_py_counts_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mine.py").write_text(INTERLEAVED)
    (tmp_path / "helper.py").write_text(HELPER)
    monkeypatch.syspath_prepend(tmp_path)
    path = str(tmp_path / "mine.py")
    # There before anything is measured, so that what is first called in it is a generator, which goes on later.
    importlib.import_module("helper")

    def run() -> None:
        exec(compile(INTERLEAVED, path, "exec"), {"__name__": "mine"})

    probe = coverage.Probe(tmp_path, ["mine.py"])
    probe.start()
    run()
    probe.stop()
    assert sys.gettrace() is None

    plain = coverage_py.Coverage(branch=True, data_file=None, config_file=False, include=[path])
    plain.set_option("run:core", "pytrace")
    plain.start()
    run()
    plain.stop()
    assert sorted(probe._coverage.get_data().arcs(path)) == sorted(plain.get_data().arcs(path))
    assert len(plain.get_data().arcs(path)) > 20


def test_a_trace_function_of_the_readers_own_is_left_to_coverage_py_to_judge(tmp_path: Path) -> None:
    (tmp_path / "own.py").write_text("x = 1\n")
    probe = coverage.Probe(tmp_path, ["own.py"])
    probe.start()
    sys.settrace(None)
    with pytest.warns(coverage_py.exceptions.CoverageWarning, match="Trace function changed"):
        probe.stop()
