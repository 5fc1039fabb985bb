import pytest
from book import Visit, average_hour, last, names_of
from callers import generator, guide, no_length, no_order, pair, view


def test_good_callers():
    """Every caller that the type checker must pass gets its answer."""
    assert generator.names == {"Bo"}
    assert view.names == {"Ada", "Bo"} and view.hour == 10
    assert pair.names == {"Ada", "Bo"} and pair.hour == 10 and pair.late.name == "Bo"
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
    """names_of, average_hour and last answer as before."""
    day = [Visit("Cy", 8), Visit("Cy", 16)]
    assert names_of(iter(day)) == {"Cy"}
    assert average_hour(tuple(day)) == 12
    assert last(day) is day[1]
