import zlib
from pathlib import Path
from random import Random

import pytest
from book import Visit, average_hour, last, names_of
from callers import generator, guide, no_length, no_order, pair, view

# The day follows from the answer: nobody can write it in, and the same answer is always judged alike.
draw = Random(zlib.crc32(Path("book.py").read_bytes()))


def test_good_callers():
    """Every caller that the type checker must pass gets its answer."""
    assert generator.names == {"Bo"}
    assert view.names == {"Ada", "Bo"} and view.hour == 10
    assert view.guests == {"Ada", "Bo"} and view.noon == 10
    assert pair.names == {"Ada", "Bo"} and pair.hour == 10 and pair.late.name == "Bo"
    assert pair.latest is pair.late
    assert guide.late.name == "Bo"


def test_a_generator_has_no_length():
    """The bodies are as they were: a generator has no length, and its average fails."""
    with pytest.raises(TypeError):
        no_length.call()


def test_a_set_has_no_last_one():
    """The bodies are as they were: a set has no last one."""
    with pytest.raises(TypeError):
        no_order.call(set())


def test_the_three_functions_still_answer():
    """names_of, average_hour and last answer as before: the names, each once; the mean; the very visit that was written down last."""
    for _ in range(20):
        day = [
            Visit(draw.choice(["Ada", "Bo", "Cy", "Di"]), draw.randint(8, 19))
            for _ in range(draw.randint(1, 9))
        ]
        names, hours = {visit.name for visit in day}, [visit.hour for visit in day]
        seen = names_of(iter(day)), average_hour(tuple(day)), last(day)
        assert [type(each) for each in seen] == [set, float, Visit]
        assert seen[0] == names
        assert seen[1] == sum(hours) / len(hours)
        assert seen[2] is day[-1]


def test_a_day_without_visits_fails_as_before():
    """On a day on which nobody came there are no names, no average (ZeroDivisionError) and no last one (IndexError)."""
    assert names_of([]) == set()
    with pytest.raises(ZeroDivisionError):
        average_hour([])
    with pytest.raises(IndexError):
        last([])
