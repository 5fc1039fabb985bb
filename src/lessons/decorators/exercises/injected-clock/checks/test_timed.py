import inspect
import zlib
from pathlib import Path
from random import Random

import pytest
from timing import timed

# The figures follow from the answer: nobody can write them in, and the same answer is always judged alike.
draw = Random(zlib.crc32(Path("timing.py").read_bytes()))
NAME = draw.choice(["knead", "rest", "proof", "glaze"])


def some_seconds():
    """A few seconds and a fraction that a float holds exactly."""
    return draw.randint(0, 40) + draw.randint(1, 2**24) * 2.0**-25


class Clock:
    def __init__(self):
        self.now, self.read = draw.randint(1, 9) * 1000.0, 0

    def __call__(self):
        self.read += 1
        return self.now


class Room:
    """A clock, what was reported, and a function that takes as long as it is told to."""

    def __init__(self):
        self.clock, self.told, self.ran = Clock(), [], 0
        self.timed = timed(self.clock, lambda name, seconds: self.told.append((name, seconds)))

    def work(self):
        def work(seconds: float, *, result: object = "done") -> object:
            """Takes a while."""
            self.ran += 1
            self.clock.now += seconds
            if isinstance(result, BaseException):
                raise result
            return result

        work.__name__ = NAME
        return self.timed(work)


@pytest.fixture
def room():
    return Room()


class Gone(BaseException):
    """An exception that nobody has heard of."""


def check(told, *expected):
    """What was reported, the types too: an object that is equal to everything is no number of seconds."""
    kinds = [(type(name), type(seconds)) for name, seconds in told]
    assert kinds == [(str, float)] * len(told)
    assert told == list(expected)


def test_each_call_is_timed_by_itself(room):
    """Calls of several seconds and fractions, with an hour before each, and one of no time at all, are reported with just their seconds, under the function's own name."""
    work = room.work()
    durations = [some_seconds(), 0.0, some_seconds(), some_seconds()]
    for seconds in durations:
        room.clock.now += 3600
        work(seconds)
    check(room.told, *((NAME, seconds) for seconds in durations))


def test_two_functions_have_their_own_names_and_times(room):
    """Two functions under one @timed are each reported under their own name, a call of one inside the other too."""

    @room.timed
    def mix():
        room.clock.now += 0.5

    @room.timed
    def bake():
        room.clock.now += 2.25
        mix()
        room.clock.now += 4.0

    bake()
    mix()
    check(room.told, ("mix", 0.5), ("bake", 6.75), ("mix", 0.5))


def test_the_clock_is_read_when_the_function_is_called(room):
    """Decorating a function neither reads the clock nor reports: both belong to a call."""
    room.work()
    assert (room.clock.read, room.told) == (0, [])


def test_the_clock_is_read_twice_and_the_function_runs_once(room):
    """For one call the clock is read when it is entered and when it is left, and the function runs once."""
    room.work()(some_seconds())
    assert (room.clock.read, room.ran) == (2, 1)


@pytest.mark.parametrize("kind", [LookupError, KeyboardInterrupt, SystemExit, Gone])
def test_a_call_that_fails_is_reported_too(room, kind):
    """A call that ends in an exception is reported with its seconds, whatever the exception is."""
    seconds = some_seconds()
    with pytest.raises(kind):
        room.work()(seconds, result=kind("no such oven"))
    check(room.told, (NAME, seconds))


def test_the_exception_goes_on_as_it_came(room):
    """The very exception that the function raised comes out of the decorated one."""
    error = LookupError("no such oven")
    with pytest.raises(LookupError) as caught:
        room.work()(2, result=error)
    assert caught.value is error


def test_arguments_and_result_pass_through(room):
    """Keyword arguments reach the function, and the very object that it returns comes back."""
    result = object()
    assert room.work()(seconds=1, result=result) is result


def test_identity_is_kept(room):
    """Name, docstring and signature of a timed function are its own."""
    work = room.work()
    assert (work.__name__, work.__doc__) == (NAME, "Takes a while.")
    assert list(inspect.signature(work).parameters) == ["seconds", "result"]


def test_methods_work(room):
    """A method under @timed gets its self, and two objects do not disturb each other."""
    clock = room.clock

    class Oven:
        def __init__(self, heat):
            self.heat = heat

        @room.timed
        def bake(self):
            clock.now += self.heat
            return self.heat

    heats = [some_seconds(), some_seconds()]
    assert [Oven(heat).bake() for heat in heats] == heats
    check(room.told, *(("bake", heat) for heat in heats))


def test_calls_within_calls_have_their_own_times(room):
    """A timed function that calls itself is reported once for each call, the inner one first, each with its own time."""

    @room.timed
    def dig(depth):
        room.clock.now += 1
        if depth:
            dig(depth - 1)

    dig(2)
    check(room.told, ("dig", 1.0), ("dig", 2.0), ("dig", 3.0))
