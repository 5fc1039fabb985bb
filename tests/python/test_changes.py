"""Changes by which tests are shown able to fail: coarse, quiet, and the same each time."""

import pytest

from classroom.changes import changes

TILL = '''"""A till."""

from __future__ import annotations

RATE = 10


class Till:
    """Takes money."""

    def __init__(self):
        self.items = []

    def add(self, pence):
        self.items.append(pence)

    def total(self, member=False):
        pence = sum(self.items)
        return pence - pence // RATE if member else pence

    def receipt(self):
        """A line each."""
        for pence in self.items:
            yield f"{pence} p"

    def pay(self, pence):
        if pence < self.total():
            raise ValueError("too little")
        return pence - self.total()
'''


def made(source: str) -> dict:
    return changes({"till.py": source})


def changed(source: str, what: str) -> dict:
    """The module under the change that is so called."""
    found = [change for change in made(source)["changes"] if what in change["id"]]
    assert found, f"there is no change called {what}"
    space: dict = {"__name__": "till"}
    exec(found[0]["files"]["till.py"], space)
    return space


def till(space: dict):
    one = space["Till"]()
    one.add(350)
    one.add(275)
    return one


def test_every_answer_is_another_and_the_same_each_time() -> None:
    one = till(changed(TILL, "every answer"))
    assert one.total() == one.total() == 626
    assert list(one.receipt()) == list(one.receipt()) == ["350 p~", "275 p~"]


def test_the_answers_of_one_function_leave_the_others_alone() -> None:
    one = till(changed(TILL, "another for the answers of receipt"))
    assert (one.total(), next(one.receipt())) == (625, "350 p~")


@pytest.mark.parametrize(
    ("what", "see"),
    [
        pytest.param("till.py:15 left out", lambda one: one.items == [], id="a call"),
        pytest.param("till.py:28 left out", lambda one: one.pay(600) == -25, id="a raise"),
        pytest.param("till.py:19 turned round", lambda one: one.total() == 563, id="a decision"),
        pytest.param("till.py:24 another text", lambda one: next(one.receipt()) == "350 p~", id="a text"),
        pytest.param("5:7 10 to 11", lambda one: one.total(member=True) == 569, id="a number of the module"),
    ],
)
def test_steps_and_details(what: str, see) -> None:
    assert see(till(changed(TILL, what)))


def test_each_change_says_in_which_function_it_is() -> None:
    where = {change["id"]: change["function"] for change in made(TILL)["changes"]}
    assert where["another for the answers of total"] == 17
    assert where["till.py:15 left out"] == 14
    assert where["till.py:19:21 - to +"] == 17
    assert where["till.py:5:7 10 to 11"] is None
    assert where["every answer"] is None


def test_a_decorated_function_begins_with_its_decorator() -> None:
    found = made("import functools\n\n@functools.cache\ndef one():\n    return 1\n")["changes"]
    assert {change["function"] for change in found if change["stage"] > 0} == {3}


def test_the_most_telling_come_first_and_none_twice() -> None:
    found = made(TILL)["changes"]
    stages = [change["stage"] for change in found]
    assert stages == sorted(stages)
    texts = [change["files"]["till.py"] for change in found]
    assert len(set(texts)) == len(texts)
    assert TILL not in texts


@pytest.mark.parametrize(
    ("value", "other"),
    [
        ("True", False),
        ("3", 4),
        ("'a'", "a~"),
        ("b'a'", b"a~"),
        ("None", 0),
        ("[1, 2]", [2, 3]),
        ("()", (0,)),
        ("[]", [0]),
        ("('a', [1])", ("a~", [2])),
        ("[object]", [0]),
        ("{'a': 1}", {"a": 2}),
        ("{}", {"~": 0}),
        ("{1}", {1, "~"}),
    ],
)
def test_another_value_is_of_the_same_kind(value: str, other: object) -> None:
    space = changed(f"def f():\n    return {value}\n", "every answer")
    assert space["f"]() == other
    assert type(space["f"]()) is type(other)


@pytest.mark.parametrize(
    ("value", "least", "round_"),
    [
        ("5", 0, -6),
        ("0", 1, -1),
        ("2.5", 0.0, -3.5),
        ("'ab'", "", "ba"),
        ("''", "~", "~"),
        ("[1, 2]", [], [1, 2, 1, 2]),
        ("{'a': 1, 'b': 2}", {}, {"b": 2}),
        ("False", True, True),
    ],
)
def test_one_function_answers_in_three_other_ways(value: str, least: object, round_: object) -> None:
    source = f"def f():\n    return {value}\n\n\ndef g():\n    return 1\n"
    for what, other in [("next to nothing", least), ("the other way round", round_)]:
        assert changed(source, f"{what} for the answers of f")["f"]() == other


def test_what_cannot_be_another_value_stays() -> None:
    space = changed("class Odd: ...\nodd = Odd()\n\ndef f():\n    return odd\n", "every answer")
    assert space["f"]() is space["odd"]


def test_loops_keep_the_step_that_ends_them() -> None:
    source = "def f(n):\n    while n > 0:\n        n -= 1\n    return n\n"
    assert not [one for one in made(source)["changes"] if "left out" in one["id"]]


def test_a_generator_stays_one() -> None:
    source = "def f():\n    yield\n"
    assert not [one for one in made(source)["changes"] if "left out" in one["id"]]


def test_the_same_code_in_other_words() -> None:
    text = made(TILL)["same"]["till.py"]
    assert text != TILL
    space: dict = {"__name__": "till"}
    exec(text, space)
    assert (till(space).total(member=True), space["Till"].__doc__) == (563, "Takes money.")
    assert "_once_more" in space["Till"].total.__code__.co_varnames


@pytest.mark.parametrize("text", ["def f(:\n", "x = 1\0"])
def test_what_is_no_python_is_left_alone(text: str) -> None:
    assert changes({"till.py": text, "notes.txt": "x"}) == {"same": {}, "changes": []}
