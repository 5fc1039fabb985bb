"""The conditions probe: each operand as Python asked it, whatever the decision is written in."""

import contextlib
import itertools
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from measured import conditions_of

from classroom.probes import conditions, coverage

T, F, N, U = "true", "false", "not-asked", "unknown"


class Asked:
    """A value that remembers being asked for its truth: Python's own word for what was evaluated."""

    def __init__(self, name: str, truth: bool, log: dict[str, str]) -> None:
        self.name, self.truth, self.log = name, truth, log

    def __bool__(self) -> bool:
        self.log[self.name] = str(self.truth).lower()
        return self.truth


EXPRESSIONS = [
    "a",
    "not a",
    "a and b",
    "a or b or c",
    "a and (b or c) and d",
    "(a and b) or (c and d)",
    "(a or b) and not (c or d)",
    "not (a and not b) or c",
    "not (not a)",
    "a and (b or (c and d))",
]
PLACES = {
    "if": "def f(a, b, c, d):\n    if {}:\n        return 1\n    return 2\n",
    "elif": "def f(a, b, c, d):\n    if None:\n        pass\n    elif {}:\n        return 1\n    return 2\n",
    "while": "def f(a, b, c, d):\n    while {}:\n        break\n",
    "ternary": "def f(a, b, c, d):\n    return 1 if {} else 2\n",
    "filter": "def f(a, b, c, d):\n    return [1 for _ in (1,) if {}]\n",
    "assert": "def f(a, b, c, d):\n    try:\n        assert {}, 'no'\n    except AssertionError:\n        pass\n",
    "guard": "def f(a, b, c, d):\n    match 1:\n        case x if {}:\n            return 1\n",
}


@pytest.mark.parametrize("kind", PLACES)
@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_every_row_of_the_truth_table_comes_out_as_python_asked(
    tmp_path: Path, kind: str, expression: str
) -> None:
    names = [name for name in "abcd" if name in expression.replace("and", "")]
    asked: list[tuple[list[str], str]] = []

    def run(module: ModuleType, probe: conditions.Probe) -> None:
        for row in itertools.product([False, True], repeat=4):
            log: dict[str, str] = {}
            values = {name: Asked(name, truth, log) for name, truth in zip("abcd", row, strict=True)}
            probe.test_started(str(row))
            module.f(**values)
            probe.test_finished()
            outcome = str(bool(eval(expression, dict(zip("abcd", row, strict=True))))).lower()
            asked.append(([log.get(name, N) for name in names], outcome))

    decisions, _ = conditions_of(tmp_path, PLACES[kind].format(expression), run)
    decision = next(each for each in decisions if each["kind"] == kind)
    assert decision["source"] == expression
    assert [condition["source"] for condition in decision["conditions"]] == names
    assert [(each["answers"], each["outcome"]) for each in decision["evaluations"]] == asked
    assert all(each["count"] == 1 for each in decision["evaluations"])
    assert all(condition["alone"] and condition["uniqueCause"] for condition in decision["conditions"])


@pytest.mark.parametrize("expression", [each for each in EXPRESSIONS if " " in each.replace("not ", "")])
@pytest.mark.parametrize("shape", ["def f(a, b, c, d):\n    return {}\n", "f = lambda a, b, c, d: {}\n"])
def test_a_returned_value_tells_what_its_last_operand_was(
    tmp_path: Path, shape: str, expression: str
) -> None:
    names = [name for name in "abcd" if name in expression.replace("and", "")]

    def run(module: ModuleType, probe: conditions.Probe) -> None:
        for row in itertools.product([False, True], repeat=4):
            probe.test_started(str(row))
            module.f(*row)

    in_an_if, _ = conditions_of(tmp_path, PLACES["if"].format(expression), run)
    (decision,), _ = conditions_of(tmp_path, shape.format(expression), run)
    assert decision["kind"] == "value"
    assert decision["evaluations"] == in_an_if[0]["evaluations"]
    assert [each["note"] for each in decision["conditions"]] == [None] * len(names)


def run_with(*rows: tuple[Any, ...]) -> Callable[[ModuleType, conditions.Probe], None]:
    def run(module: ModuleType, probe: conditions.Probe) -> None:
        for number, row in enumerate(rows):
            probe.test_started(f"t{number}")
            with contextlib.suppress(ZeroDivisionError, AttributeError, TypeError):
                module.f(*row)
            probe.test_finished()

    return run


def seen(decision: dict[str, Any]) -> list[tuple[Any, ...]]:
    return [(*each["answers"], each["outcome"]) for each in decision["evaluations"]]


@pytest.mark.filterwarnings("ignore::SyntaxWarning")
@pytest.mark.parametrize(
    ("source", "rows", "expected"),
    [
        # Chained comparisons: a link is a condition.
        ("def f(x):\n    if 0 < x < 10: pass\n", [(-1,), (5,), (50,)], [(F, N, F), (T, T, T), (T, F, F)]),
        ("def f(x):\n    return 0 < x < 10\n", [(-1,), (5,), (50,)], [(F, N, F), (T, T, T), (T, F, F)]),
        ("def f(x):\n    return not 0 < x < 10\n", [(-1,), (5,), (50,)], [(F, N, T), (T, T, F), (T, F, T)]),
        ("def f(x):\n    if 0 < x < 10 or x == 50: pass\n", [(-1,), (50,)], [(F, N, F, F), (T, F, T, T)]),
        ("def f(x):\n    return x == 7 or 0 < x < 10\n", [(7,), (5,)], [(T, N, N, T), (F, T, T, T)]),
        # Jumps of their own for None.
        ("def f(x):\n    if x is None: pass\n", [(None,), (1,)], [(T, T), (F, F)]),
        ("def f(x):\n    if x is not None: pass\n", [(None,), (1,)], [(F, F), (T, T)]),
        ("def f(x, y):\n    if not x is None or y is not None: pass\n", [(1, 1), (None, 1)], [(F, N, T), (T, T, T)]),
        ("def f(x, y):\n    return x is None or y is None\n", [(1, 1), (None, 1)], [(F, F, F), (T, N, T)]),
        ("def f(x):\n    if 0 is not x is not None: pass\n", [(None,), (1,)], [(T, F, F), (T, T, T)]),
        # An exception cuts the evaluation where it was.
        ("def f(x, y):\n    if x or 1 / y: pass\n", [(1, 0), (0, 0), (0, 1)], [(T, N, T), (F, U, "raised"), (F, T, T)]),
        ("def f(x):\n    if 1 / x > 1: pass\n", [(0,), (1,)], [(U, "raised"), (F, F)]),
        ("def f(x, y):\n    if y.a and x: pass\n", [(0, 0)], [(U, N, "raised")]),
        ("def f(x, y):\n    return x or 1 / y\n", [(0, 0), (0, 1)], [(F, U, "raised"), (F, T, T)]),
        ("def f(x, y):\n    z = x or 1 / y\n", [(0, 0), (0, 1)], [(F, U, "raised"), (F, U, U)]),
        ("def f(x):\n    if 0 < 1 / x < 5: pass\n", [(0,), (1,)], [(U, N, "raised"), (T, T, T)]),
        # A call that raises cuts the caller's decision.
        ("def g(y): return 1 / y\ndef f(x, y):\n    if x and g(y): pass\n", [(1, 0), (1, 1)], [(T, U, "raised"), (T, T, T)]),
        # Where the compiler leads one jump on to the next, the jump stands where the other did.
        ("def f(x, y, z):\n    return (x and y) and z\n", [(1, 0, 1), (0, 1, 1), (1, 1, 1)],
         [(T, F, N, F), (F, N, N, F), (T, T, T, T)]),
        ("def f(*xs):\n    return [x for x in xs if x is not None]\n", [(None,), (1,)], [(F, F), (T, T)]),
        ("def f(*xs):\n    return [x for x in xs if 0 < x is not None]\n", [(0,), (1,)], [(F, N, F), (T, T, T)]),
        ("def f(*xs):\n    for x in xs:\n        if x and x > 1: x\n", [(0,), (1,), (2,)],
         [(F, N, F), (T, F, F), (T, T, T)]),
        ("def f(*xs):\n    return [x or y for x, y in xs if x if y]\n", [((1, 2), (0, 1), (1, 0))], [(T, N, T)]),
        ("def f(*xs):\n    return {x: 1 for x in xs if x is not None if x.real is not None}\n", [(None, 1)],
         [(F, F), (T, T)]),
        ("def f(*xs):\n    return [\n        x\n        for x in xs\n        if x is None\n    ]\n", [(None, 1)],
         [(T, T), (F, F)]),
        ("def f(*xs):\n    return list(x for x in xs if not x is None and x > 1)\n", [(None, 1, 2)],
         [(T, N, F), (F, F, F), (F, T, T)]),
        ("def f(x, y, z):\n    return x and (y and (z or x)) or y\n", [(1, 0, 1), (0, 1, 1), (1, 1, 0)],
         [(T, F, N, N, F, F), (F, N, N, N, T, T), (T, T, F, T, N, T)]),
        # A literal has no jump and is known all the same.
        ("def f(x):\n    if x and True: pass\n", [(1,), (0,)], [(T, T, T), (F, N, F)]),
        ("def f(x):\n    if x or 0 or x == 0: pass\n", [(1,), (0,)], [(T, N, N, T), (F, F, T, T)]),
        # A finally stands in the code twice, a comprehension runs within the function.
        (
            "def f(x, y):\n    try:\n        1 / y\n    finally:\n        if x and y: pass\n",
            [(1, 1), (1, 0)],
            [(T, T, T), (T, F, F)],
        ),
        (
            "def f(x, y):\n    try:\n        1 / y\n    finally:\n        z = x and y or 0 < y < 3\n",
            [(1, 1), (1, 0)],
            [(T, T, N, N, T), (T, F, F, N, F)],
        ),
        # A generator may be left, and another one begun, between two operands.
        ("def f(x):\n    g = h(), h()\n    [next(each) for each in g]\n    for each, v in zip(g, x):\n"
         "        try: each.send(v)\n        except StopIteration: pass\n"
         "def h():\n    if len('a') and (yield): pass\n", [((0, 1),)], [(T, F, F), (T, T, T)]),
        # A context manager asks of its own at the same place.
        ("def f(x, y):\n    with (x or y): pass\n", [(__import__("contextlib").nullcontext(), 0)], [(T, N, T)]),
        # What is handed on has a truth of its own only if it is one of Python's own types.
        ("def f(x, y):\n    return x or y\n", [(0, object()), (0, [])], [(F, U, U), (F, F, F)]),
        # A finally may return something else.
        ("def f(x, y):\n    try:\n        return x or y\n    finally:\n        return 5\n", [(0, 0)], [(F, U, U)]),
        ("def f(x, y):\n    with g():\n        return x or y\nfrom contextlib import nullcontext as g\n", [(0, 0)], [(F, F, F)]),
    ],
)  # fmt: skip
def test_what_is_seen(tmp_path: Path, source: str, rows: list[tuple[Any, ...]], expected: list[Any]) -> None:
    decisions, _ = conditions_of(tmp_path, source, run_with(*rows))
    assert seen(decisions[0]) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("if x: pass\nelif not y and z: pass\n", [("if", "x", ["x"]), ("elif", "not y and z", ["y", "z"])]),
        ("while True: break\nwhile 1 and not 0: break\nassert True\n", []),
        ("z = [i for i in [x] if i > 1 if y]\n", [("filter", "i > 1", ["i > 1"]), ("filter", "y", ["y"])]),
        ("z = 1 if x else 2 if y else 3\n", [("ternary", "x", ["x"]), ("ternary", "y", ["y"])]),
        ("match x:\n    case 1 if y or z: pass\n", [("guard", "y or z", ["y", "z"])]),
        ("assert x and (y, z)\n", [("assert", "x and (y, z)", ["x", "(y, z)"])]),
        ("z = not x\nz = x < y\n", []),
        ("z = not (x or y)\n", [("value", "not (x or y)", ["x", "y"])]),
        ("z = 0 < (x) < y\n", [("value", "0 < (x) < y", ["0 < x", "x < y"])]),
        ("if f(x or y) and z: pass\n", [("if", "f(x or y) and z", ["f(x or y)", "z"]), ("value", "x or y", ["x", "y"])]),
        ("if x or x: pass\n", [("if", "x or x", ["x", "x"])]),
        ("if (x  # why\n    and y\n    and f(z,\n          1)):\n    pass\n", [("if", "x and y and f(z, 1)", ["x", "y", "f(z, 1)"])]),
        ("a: x or y = 1\ndef f(b: x or y = x and y) -> x or y: pass\n", [("value", "x and y", ["x", "y"])]),
        ("type A = x or y\ndef f[T: x or y](): pass\n", []),
    ],
)  # fmt: skip
def test_what_counts_as_a_decision(tmp_path: Path, source: str, expected: object) -> None:
    head = "from builtins import *\nx = y = z = 1\nf = print\n"
    decisions, _ = conditions_of(tmp_path, head + source, run_with())
    found = [
        (each["kind"], each["source"], [part["source"] for part in each["conditions"]]) for each in decisions
    ]
    assert found == expected


def test_a_ternary_that_decides_an_if_is_one_condition(tmp_path: Path) -> None:
    source = "def f(a, b, c, d):\n    if (a and d if b else not c) or d: pass\n"
    rows = list(itertools.product([0, 1], repeat=4))
    decisions, _ = conditions_of(tmp_path, source, run_with(*rows))
    kinds = {each["kind"]: each for each in decisions}
    expected = []
    for a, b, c, d in rows:
        first = bool((a and d) if b else not c)
        expected.append(
            (str(first).lower(), N if first else str(bool(d)).lower(), str(bool(first or d)).lower())
        )
    assert seen(kinds["if"]) == expected
    assert {row[:2] for row in seen(kinds["value"])} == {(F, N), (T, F), (T, T)}
    assert len(seen(kinds["ternary"])) == len(rows)


def test_places_count_as_the_page_counts(tmp_path: Path) -> None:
    source = "é = '🦉'\ndef f(é):\n    if '🦉' == é or (é and\n            len(é) > 1): pass\n"
    (decision,), _ = conditions_of(tmp_path, source, run_with(("🦉",)))
    assert (decision["line"], decision["endLine"]) == (3, 4)
    places = [
        (part["line"], part["column"], part["endLine"], part["endColumn"], part["source"])
        for part in decision["conditions"]
    ]
    assert places == [(3, 7, 3, 16, "'🦉' == é"), (3, 21, 3, 22, "é"), (4, 12, 4, 22, "len(é) > 1")]


def test_each_frame_has_its_own_evaluation(tmp_path: Path) -> None:
    source = "def f(n):\n    if n > 0 and f(n - 1) or n == 0: return 1\n    return 0\n"
    (decision,), _ = conditions_of(tmp_path, source, run_with((2,)))
    assert sorted((*each["answers"], each["outcome"], each["count"]) for each in decision["evaluations"]) == [
        (F, N, T, T, 1),
        (T, T, N, T, 2),
    ]


def test_coroutines_that_take_turns_are_kept_apart(tmp_path: Path) -> None:
    source = (
        "class turn:\n    def __await__(self): yield\n"
        "async def g(x):\n    await turn()\n    return x\n"
        "async def h(x, y):\n    if await g(x) and await g(y): pass\n"
    )

    def run(module: ModuleType, _probe: conditions.Probe) -> None:
        waiting = [module.h(1, 0), module.h(0, 1), module.h(1, 1)]
        while waiting:
            for coroutine in list(waiting):
                try:
                    coroutine.send(None)
                except StopIteration:
                    waiting.remove(coroutine)

    (decision,), _ = conditions_of(tmp_path, source, run)
    assert sorted(seen(decision)) == [(F, N, F), (T, F, F), (T, T, T)]


def test_evaluations_belong_to_their_test_and_those_at_import_to_none(tmp_path: Path) -> None:
    source = "if len('ab') > 1 and not None: pass\ndef f(a):\n    if a: pass\n"

    def run(module: ModuleType, probe: conditions.Probe) -> None:
        for test, value in [("t.py::one", 1), ("t.py::two", 1), ("t.py::two", 0)]:
            probe.test_started(test)
            module.f(value)
            module.f(value)
            probe.test_finished()

    (at_import, in_tests), _ = conditions_of(tmp_path, source, run)
    assert [each["test"] for each in at_import["evaluations"]] == [""]
    assert [(each["test"], *each["answers"], each["count"]) for each in in_tests["evaluations"]] == [
        ("t.py::one", T, 2),
        ("t.py::two", T, 2),
        ("t.py::two", F, 2),
    ]
    assert in_tests["conditions"][0]["alone"] == (0, 2)


def test_recording_stops_at_its_cap_and_goes_on_with_the_next_test(tmp_path: Path) -> None:
    source = "def f(n):\n    while n > 0:\n        n -= 1\ndef g(x):\n    if x: pass\n"

    def run(module: ModuleType, probe: conditions.Probe) -> None:
        probe.test_started("long")
        module.f(3 * conditions.CAP)
        module.g(1)
        probe.test_finished()
        probe.test_started("short")
        module.f(1)
        probe.test_finished()

    (loop, other), report = conditions_of(tmp_path, source, run)
    assert report["capped"] is True
    assert [(each["test"], *each["answers"], each["count"]) for each in loop["evaluations"]] == [
        ("long", T, conditions.CAP),
        ("short", T, 1),
        ("short", F, 1),
    ]
    assert len(other["evaluations"]) == 1


def test_a_run_below_the_cap_is_not_capped(tmp_path: Path) -> None:
    _, report = conditions_of(tmp_path, "def f(n):\n    while n: n -= 1\n", run_with((conditions.CAP - 1,)))
    assert report["capped"] is False


def test_what_is_not_known_says_why(tmp_path: Path) -> None:
    source = "def f(x, y):\n    z = x or y\n    if x and True: pass\n    z = 0 or y\n    return x or y\n"
    (value, literal, folded, returned), _ = conditions_of(tmp_path, source, run_with((0, object())))
    assert [part["note"] for part in value["conditions"]] == [None, "its value is returned, not decided"]
    assert [part["note"] for part in literal["conditions"]] == [None, "always true: it is a constant"]
    assert [part["note"] for part in folded["conditions"]] == [
        "always false: it is a constant",
        "Python compiled it to something without a decision to watch",
    ]
    assert [part["note"] for part in returned["conditions"]] == [None, "its value is returned, not decided"]


def test_the_readers_own_truth_is_asked_no_oftener_than_python_asks(tmp_path: Path) -> None:
    class Counted:
        asked = 0

        def __bool__(self) -> bool:
            Counted.asked += 1
            return True

    source = "def f(x):\n    y = 0 or x\n    return 0 or x\n"
    conditions_of(tmp_path, source, run_with((Counted(),)))
    assert Counted.asked == 0


def test_measures_beside_coverage_in_one_run(tmp_path: Path) -> None:
    source = "def f(a, b):\n    if a and b:\n        return 1\n    return 0\n"
    (tmp_path / "both.py").write_text(source)
    lines, decisions = coverage.Probe(tmp_path, ["both.py"]), conditions.Probe(tmp_path, ["both.py"])
    lines.start()
    decisions.start()
    sys.path.insert(0, str(tmp_path))
    try:
        module = __import__("both")
        module.f(1, 0)
        module.f(0, 1)
    finally:
        decisions.stop()
        lines.stop()
        sys.path.remove(str(tmp_path))
        sys.modules.pop("both", None)
    assert lines.report()["files"]["both.py"]["executed"] == [1, 2, 4]
    assert seen(decisions.report()["files"]["both.py"][0]) == [(T, F, F), (F, N, F)]


@pytest.mark.parametrize("source", ["def f(:\n", "return 1\n", "x = '\0'\n", "# coding: nonsense\n"])
def test_a_file_that_is_no_python_is_left_out(tmp_path: Path, source: str) -> None:
    (tmp_path / "broken.py").write_text(source)
    probe = conditions.Probe(tmp_path, ["broken.py", "gone.py"])
    probe.start()
    probe.stop()
    assert probe.report() == {"files": {}, "capped": False}


def test_a_file_that_never_ran_shows_its_decisions_unevaluated(tmp_path: Path) -> None:
    (tmp_path / "idle.py").write_text("def f(a):\n    return 1 if a else 2\n")
    probe = conditions.Probe(tmp_path, ["idle.py"])
    probe.start()
    probe.stop()
    (decision,) = probe.report()["files"]["idle.py"]
    assert (decision["source"], decision["evaluations"]) == ("a", [])
    assert decision["conditions"][0]["note"] is None


def test_gives_its_tool_back(tmp_path: Path) -> None:
    before = [sys.monitoring.get_tool(tool) for tool in range(6)]
    conditions_of(tmp_path, "def f(a):\n    if a: pass\n", run_with((1,)))
    assert [sys.monitoring.get_tool(tool) for tool in range(6)] == before
