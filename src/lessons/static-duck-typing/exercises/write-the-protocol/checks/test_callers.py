import zlib
from pathlib import Path
from random import Random

import pytest
from callers import coin, guard, locker, person, plant, robot
from museum import Visitor, record_visit

# Names and badges follow from the answer: nobody can write them in, and the same answer is always judged alike.
draw = Random(zlib.crc32(Path("museum.py").read_bytes()))


class Guest:
    """A visitor from a class that the museum knows nothing of."""

    def __init__(self, name, badge):
        self.name, self._badge, self.asked = name, badge, 0

    def badge(self):
        self.asked += 1
        return self._badge


def test_the_book():
    """Everybody whom the type checker must pass comes into the book as before."""
    assert person.line == "9: ada [A]"
    assert coin.line == "10: denarius [C]"
    assert robot.line == "11: unit 7 [R]"


def test_the_book_says_what_the_visitor_says():
    """record_visit writes the hour, the name and the badge in capitals, as the visitor gives them, and asks for the badge once."""
    for _ in range(10):
        hour, name, badge = (
            draw.randint(8, 19),
            f"guest {draw.randint(0, 10**6)}",
            draw.choice(["vip", "xy", "q7", ""]),
        )
        guest = Guest(name, badge)
        assert record_visit(guest, hour) == f"{hour}: {name} [{badge.upper()}]"
        assert guest.asked == 1


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
    assert isinstance(Guest("bo", "b"), Visitor)


def test_isinstance_turns_others_away():
    """isinstance(thing, Visitor) is False for a plant, which has no name, for a room, which has no badge, and for text, which has neither."""

    class Room:
        name = "hall"

    assert not isinstance(plant.Plant(), Visitor)
    assert not isinstance(Room(), Visitor)
    assert not isinstance("ada", Visitor)
