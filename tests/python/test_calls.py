"""The call trace: what was entered and left, in what order, and what decorators made of their functions."""

import sys

import pytest


def traced(classroom, code, **more):
    return classroom.cell(code, probes=("calls",), **more)["observed"]["calls"]


def tree(report):
    """Each call as `depth name(arguments) -> outcome`, in the order in which they were entered."""
    depths = []
    lines = []
    for call in report["calls"]:
        depth = 0 if call["within"] is None else depths[call["within"]] + 1
        depths.append(depth)
        given = ", ".join(f"{a['name']}={a['value']}" if a["name"] else a["value"] for a in call["arguments"])
        arrow = {"returned": "->", "raised": "!!", "open": ".."}[call["ended"]]
        lines.append(f"{'  ' * depth}{call['name']}({given}) {arrow} {call['outcome']}")
    return lines


SHOUT = """
def shout(fn):
    def wrapper(*args, **kwargs):
        return fn(*args, **kwargs).upper()
    return wrapper
"""


def test_layers_are_nested_as_they_were_entered(classroom):
    report = traced(
        classroom,
        SHOUT
        + """
@shout
@shout
def greet(name, *, mark="!"):
    return f"hi {name}{mark}"

greet("Ada", mark="?")
""",
    )

    assert tree(report) == [
        "shout(fn=<function greet>) -> <function shout.<locals>.wrapper>",
        "shout(fn=<function shout.<locals>.wrapper>) -> <function shout.<locals>.wrapper>",
        "shout.<locals>.wrapper('Ada', mark='?') -> 'HI ADA?'",
        "  shout.<locals>.wrapper('Ada', mark='?') -> 'HI ADA?'",
        "    greet(name='Ada', mark='?') -> 'hi Ada?'",
    ]
    assert [call["decorates"] for call in report["calls"]] == ["greet", "greet", None, None, None]
    assert [call["around"] for call in report["calls"]] == [None, None, "greet", "greet", None]
    assert [(call["entered"], call["left"]) for call in report["calls"]] == [
        (1, 2),
        (3, 4),
        (5, 10),
        (6, 9),
        (7, 8),
    ]


def test_an_exception_is_seen_in_every_layer_that_it_leaves(classroom):
    report = traced(
        classroom,
        SHOUT
        + """
@shout
def greet(name):
    raise ValueError(f"no {name}")

try:
    greet("Ada")
except ValueError:
    pass
""",
    )

    assert tree(report)[1:] == [
        "shout.<locals>.wrapper('Ada') !! ValueError('no Ada')",
        "  greet(name='Ada') !! ValueError('no Ada')",
    ]


def test_a_coroutine_runs_after_a_plain_wrapper_has_left(classroom):
    report = traced(
        classroom,
        """
import asyncio

def timed(fn):
    def wrapper():
        return fn()
    return wrapper

@timed
async def fetch():
    await asyncio.sleep(0.001)
    return 7

asyncio.run(fetch())
""",
    )

    assert tree(report)[1:] == ["timed.<locals>.wrapper() -> <coroutine fetch>", "fetch() -> 7"]
    assert report["calls"][-1]["kind"] == "coroutine"
    assert report["calls"][-1]["pauses"] == 1


def test_coroutines_that_take_turns_stay_in_their_own_layers(classroom):
    report = traced(
        classroom,
        """
import asyncio

def logged(fn):
    async def wrapper(n):
        return await fn(n)
    return wrapper

@logged
async def wait(n):
    await asyncio.sleep(0)
    if n == 2:
        raise OSError(n)
    return n

async def main():
    return await asyncio.gather(wait(1), wait(2), return_exceptions=True)

asyncio.run(main())
""",
    )

    assert tree(report)[1:] == [
        "main() -> [1, OSError(2)]",
        "logged.<locals>.wrapper(n=1) -> 1",
        "  wait(n=1) -> 1",
        "logged.<locals>.wrapper(n=2) !! OSError(2)",
        "  wait(n=2) !! OSError(2)",
    ]
    first, second = report["calls"][3], report["calls"][5]
    assert first["entered"] < second["entered"] < first["left"] < second["left"]


def test_generators_come_back_to_their_place(classroom):
    report = traced(
        classroom,
        """
def numbers():
    yield 1
    yield 2

def total():
    return sum(numbers())

total()
""",
    )

    assert tree(report) == ["total() -> 3", "  numbers() -> None"]
    assert report["calls"][1]["pauses"] == 2


def test_a_generator_that_is_closed_is_left(classroom):
    report = traced(
        classroom,
        """
def numbers():
    yield 1

def first():
    for number in numbers():
        return number

first()
""",
    )

    assert tree(report)[0] == "first() -> 1"
    assert tree(report)[1].startswith("  numbers() !! GeneratorExit")


def test_nothing_of_the_readers_runs_to_be_shown(classroom):
    report = traced(
        classroom,
        """
seen = []

class Loud:
    def __repr__(self):
        seen.append("repr")
        return "loud"
    def __getattr__(self, name):
        seen.append(name)
        raise AttributeError(name)
    @property
    def __class__(self):
        seen.append("class")
        return int

def keep(fn):
    return Loud()

@keep
def f(a, b=Loud()):
    return Loud()

def g(*given):
    return given

g(Loud(), [Loud()], {"a": Loud()})
print(seen)
""",
    )

    assert classroom.printed() == "[]\n"
    assert (
        tree(report)[-1]
        == "g(<Loud object>, [<Loud object>], {'a': <Loud object>}) -> (<Loud object>, [<Loud object>], {'a': <Loud object>})"
    )
    assert report["decorated"][0]["before"]["signature"] == "(a, b=<Loud object>)"
    assert report["decorated"][0]["after"]["what"] == "object of class Loud"


def test_values_are_shown_as_python_shows_them(classroom):
    report = traced(
        classroom,
        """
import dataclasses, datetime, decimal, enum, functools, collections

class Colour(enum.Enum):
    RED = 1

@dataclasses.dataclass
class Item:
    name: str
    price: decimal.Decimal

Point = collections.namedtuple("Point", "x y")

def show(*values): pass

show(Item("tea", decimal.Decimal("3.50")), Colour.RED, Point(1, 2), datetime.date(2026, 3, 2), (1,))
show(set(), [[[[1]]]], list(range(9)), "x" * 200, functools.partial(show, 1), Item)
show(ValueError("no", 1), show, len, [].append, None, 1.5, b"ab", collections.deque([1]))
""",
    )

    shown = [[a["value"] for a in call["arguments"]] for call in report["calls"] if call["name"] == "show"]
    assert shown[0] == [
        "Item(name='tea', price=Decimal('3.50'))",
        "Colour.RED",
        "Point(x=1, y=2)",
        "datetime.date(2026, 3, 2)",
        "(1,)",
    ]
    assert shown[1] == [
        "set()",
        "[[[[...]]]]",
        "[0, 1, 2, 3, 4, 5, ... 3 more]",
        f"'{'x' * 116}...",
        "<partial object>",
        "<class Item>",
    ]
    assert shown[2] == [
        "ValueError('no', 1)",
        "<function show>",
        "<built-in len>",
        "<built-in list.append>",
        "None",
        "1.5",
        "b'ab'",
        "<deque object>",
    ]


def test_what_a_bare_wrapper_loses(classroom):
    report = traced(
        classroom,
        SHOUT
        + """
@shout
def greet(name: str) -> str:
    \"\"\"Says hello.

    More.\"\"\"
    return name
""",
    )

    [decorated] = report["decorated"]
    assert decorated == {
        "name": "greet",
        "file": "cell.py",
        "line": 8,
        "decorators": ["shout"],
        "before": {
            "what": "function",
            "name": "greet",
            "doc": "Says hello.",
            "signature": "(name: str) -> str",
            "annotations": "name: str, return: str",
            "module": "__main__",
            "wrapped": None,
        },
        "after": {
            "what": "function",
            "name": "wrapper",
            "doc": None,
            "signature": "(*args, **kwargs)",
            "annotations": None,
            "module": "__main__",
            "wrapped": None,
        },
        "same": False,
    }


def test_what_wraps_keeps(classroom):
    report = traced(
        classroom,
        """
from functools import wraps

def quiet(fn):
    @wraps(fn)
    def wrapper(*args, **kwargs):
        return fn(*args, **kwargs)
    return wrapper

@quiet
async def fetch(url: Undefined) -> bytes:
    "Fetches."
""",
    )

    [decorated] = report["decorated"]
    assert decorated["before"]["what"] == "coroutine function"
    assert decorated["after"] == decorated["before"] | {"what": "function", "wrapped": "<function fetch>"}


def test_methods_classes_and_a_decorator_that_gives_the_function_back(classroom):
    report = traced(
        classroom,
        """
import functools

class Counted:
    def __init__(self, fn):
        functools.update_wrapper(self, fn)
        self.fn = fn
    def __call__(self, *args):
        return self.fn(*args)

def register(fn):
    return fn

class Shop:
    @register
    def open(self): pass

    @staticmethod
    @register
    def close(): pass

@Counted
def add(a, b):
    "Adds."
    return a + b

@functools.cache
def slow(n): return n

add(1, 2)
""",
    )

    by_name = {one["name"]: one for one in report["decorated"]}
    assert by_name["Shop.open"]["same"]
    assert by_name["Shop.close"]["after"]["what"] == "staticmethod of a function"
    assert by_name["add"]["after"] == {
        "what": "object of class Counted",
        "name": "add",
        "doc": "Adds.",
        "signature": "(a, b)",
        "annotations": None,
        "module": "__main__",
        "wrapped": "<function add>",
    }
    assert by_name["slow"]["after"]["name"] == "slow"
    assert report["calls"][-2]["name"] == "Counted.__call__"
    assert report["calls"][-2]["around"] == "add"


def test_a_decorator_that_raises_leaves_nothing_to_compare(classroom):
    report = traced(classroom, "def no(fn): raise TypeError('no')\n\n@no\ndef f(): pass\n")

    assert report["decorated"][0]["after"] is None


def test_old_text_of_a_cell_is_not_taken_for_the_new(classroom):
    classroom.cell("def f(fn): return fn\n", probes=("calls",))
    report = traced(classroom, "def g(fn): return None\n\n@g\ndef f(): pass\n")

    assert report["decorated"][0]["after"]["what"] == "object of class NoneType"


def test_many_calls_are_counted_and_not_all_written_down(classroom):
    report = traced(classroom, "def f(): pass\nfor _ in range(1000): f()\n")

    assert len(report["calls"]) == 400
    assert report["more"] == 600


def test_what_is_only_counted_is_still_seen_to_be_decorated(classroom):
    report = traced(
        classroom,
        """
def keep(fn): return fn

def dig(n):
    if n:
        return dig(n - 1)
    @keep
    def deep(): "At the bottom."
    return deep

dig(60)
keep(1)
""",
    )

    [decorated] = report["decorated"]
    assert (decorated["name"], decorated["after"]["doc"]) == ("dig.<locals>.deep", "At the bottom.")
    assert report["calls"][-1]["within"] is None


def test_deep_calls_are_counted_where_they_begin(classroom):
    report = traced(classroom, "def f(n): return n and f(n - 1)\nf(100)\n")

    assert len(report["calls"]) == 25
    assert report["calls"][-1]["more"] == report["more"] == 76
    assert {call["ended"] for call in report["calls"]} == {"returned"}


def test_a_recursion_without_end_is_told_like_any_other(classroom):
    report = classroom.cell("def f(n): return f(n + 1)\nf(0)\n", probes=("calls",))

    assert report["exception"]["type"] == "RecursionError"
    calls = report["observed"]["calls"]
    assert {call["ended"] for call in calls["calls"]} == {"raised"}
    assert calls["more"] > 900


def test_calls_of_tests_are_told_by_test(classroom):
    files = {
        "shop.py": "def price(n): return n * 2\n",
        "test_it.py": "from shop import price\ndef test_a(): assert price(1) == 2\ndef test_b(): assert price(2) == 5\n",
    }
    report = classroom.tests(files, probes=["calls", "coverage", "conditions"])

    calls = report["observed"]["calls"]["calls"]
    assert [(call["name"], call["test"]) for call in calls] == [
        ("price", "test_it.py::test_a"),
        ("price", "test_it.py::test_b"),
    ]


def test_watching_is_not_charged_to_the_calls(classroom):
    report = traced(
        classroom,
        "def inner(*a): pass\ndef outer():\n    for _ in range(200): inner([1] * 50, {'a': 1})\nouter()\n",
    )

    outer, inner = report["calls"][0], report["calls"][1:]
    assert outer["seconds"] >= sum(call["seconds"] for call in inner)


def test_nothing_is_left_behind(classroom):
    traced(classroom, "def f(): pass\nf()\n")

    assert not any(sys.monitoring.get_tool(tool) == "shakeout-calls" for tool in range(6))


DIRECT = """
def logged(fn):
    def wrapper(n):
        return pay(n)
    return wrapper

@logged
def pay(n):
    return n

pay(1)
"""

THROUGH = """
import functools

def logged(fn):
    @functools.wraps(fn)
    def wrapper(n):
        return fn(n)
    return wrapper

@logged
def countdown(n):
    return countdown(n - 1)

countdown(3)
"""

PLAIN = """
def solve(n):
    def go(n):
        return go(n - 1)
    return go(n)

solve(3)
"""

CONFIGURED = """
def retry(times):
    def decorate(action):
        def attempt(*args):
            return attempt(*args)
        return attempt
    return decorate

class Till:
    @retry(3)
    def open(self):
        return 1

Till().open()
"""


@pytest.mark.parametrize(
    ("code", "says"),
    [
        (
            DIRECT,
            "pay is the wrapper that logged made, and that wrapper calls itself without end: inside it, call fn, the function that logged was given.",
        ),
        (
            CONFIGURED,
            "open is the attempt that retry made, and that attempt calls itself without end: inside it, call action, the function that retry was given.",
        ),
        (
            THROUGH,
            "Calls went deeper than Python allows: countdown calls itself without end, each time through the layer that logged put around countdown. The case that ends it is missing or never reached.",
        ),
        (
            PLAIN,
            "Calls went deeper than Python allows: most often a function calls itself, and the case that ends it is missing or never reached.",
        ),
    ],
    ids=["direct", "configured", "through", "plain"],
)
@pytest.mark.parametrize("probes", [(), ("calls",)], ids=["unwatched", "watched"])
def test_a_recursion_in_a_decorator_says_where_it_turns(classroom, code, says, probes):
    assert classroom.cell(code, probes=probes)["exception"]["friendly"] == says
