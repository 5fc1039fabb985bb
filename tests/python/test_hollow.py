"""The maker of hollow tests that the content test holds every exercise to: tests/lessons/hollow.py."""

import importlib.util
from pathlib import Path

import pytest

PATH = Path(__file__).parents[1] / "lessons/hollow.py"


@pytest.fixture(scope="module")
def hollow():
    spec = importlib.util.spec_from_file_location("hollow", PATH)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


GOOD = '''
import pytest


def double(x):
    return 2 * x


def broken(x):
    raise ValueError("no")


@pytest.fixture
def three():
    return 3


def test_double():
    """It doubles."""
    assert double(3) == 6
    assert not double(0)


def test_error():
    with pytest.raises(ValueError, match="^no$") as caught:
        broken(3)
    assert "no" in str(caught.value)
'''


def test_ten_kinds_and_more(hollow) -> None:
    assert len(hollow.KINDS) >= 10


def test_each_test_has_a_variant_of_each_kind_and_the_first_its_name(hollow) -> None:
    space: dict = {}
    exec(hollow.hollow_file(GOOD, ["test_double"]), space)
    made = [name for name in space if name.startswith("test_double")]
    assert made == ["test_double", *(f"test_double_{kind}" for kind in [*hollow.KINDS][1:])]
    assert "test_error" in space


def variants(hollow, text: str) -> dict:
    space: dict = {}
    exec(hollow.hollow_file(text, ["test_double", "test_error"]), space)
    return {name: value for name, value in space.items() if name.startswith("test_")}


def test_no_variant_fails_on_the_code_as_it_is(hollow) -> None:
    for test in variants(hollow, GOOD).values():
        test()


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("return 2 * x", "return 7"),
        ('raise ValueError("no")', "return 7"),
        ('ValueError("no")', 'ValueError("yes")'),
    ],
)
def test_no_variant_fails_on_code_that_answers_otherwise(hollow, right: str, wrong: str) -> None:
    assert right in GOOD
    for test in variants(hollow, GOOD.replace(right, wrong)).values():
        test()


def test_the_good_ones_do_fail_there(hollow) -> None:
    space: dict = {}
    exec(GOOD.replace("return 2 * x", "return 7"), space)
    with pytest.raises(AssertionError):
        space["test_double"]()


def test_a_test_that_is_not_there_is_named(hollow) -> None:
    with pytest.raises(ValueError, match="no such test: test_gone"):
        hollow.hollow_file(GOOD, ["test_gone"])
