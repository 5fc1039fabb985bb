import pytest
from callers import coin, guard, locker, person, plant, robot
from museum import Visitor


def test_the_book():
    """Everybody whom the type checker must pass comes into the book as before."""
    assert person.line == "9: ada [A]"
    assert coin.line == "10: denarius [C]"
    assert robot.line == "11: unit 7 [R]"


@pytest.mark.parametrize(
    ("caller", "exception"), [(plant, AttributeError), (locker, AttributeError), (guard, TypeError)]
)
def test_refused_at_run_time_too(caller, exception):
    """The calls that the type checker must refuse fail when they run, so the body of record_visit still asks for all that it asked for."""
    with pytest.raises(exception):
        caller.call()


def test_isinstance_finds_visitors():
    """isinstance(thing, Visitor) is True for whatever has a name and a badge, derived from Visitor or not."""
    assert isinstance(person.Person("ada"), Visitor)
    assert isinstance(coin.Coin("denarius"), Visitor)


def test_isinstance_turns_others_away():
    """isinstance(thing, Visitor) is False for a plant, which has no name, and for text, which has neither."""
    assert not isinstance(plant.Plant(), Visitor)
    assert not isinstance("ada", Visitor)
