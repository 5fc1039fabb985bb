import inspect

import pytest
from timing import timed


class Clock:
    def __init__(self):
        self.now, self.read = 1000.0, 0

    def __call__(self):
        self.read += 1
        return self.now


class Room:
    """A clock, what was reported, and a function that takes as long as it is told to."""

    def __init__(self):
        self.clock, self.told = Clock(), []
        self.timed = timed(self.clock, lambda name, seconds: self.told.append((name, seconds)))

    def work(self):
        @self.timed
        def work(seconds: float, *, result: str = "done") -> str:
            """Takes a while."""
            self.clock.now += seconds
            if result == "broken":
                raise self.error
            return result

        return work

    error = LookupError("no such oven")


@pytest.fixture
def room():
    return Room()


def test_each_call_is_timed_by_itself(room):
    """Two calls of 3 and 5 seconds, with an hour before each, are reported as 3 and 5 seconds, under the name work."""
    work = room.work()
    for seconds in (3, 5):
        room.clock.now += 3600
        work(seconds)
    assert room.told == [("work", 3.0), ("work", 5.0)]


def test_the_clock_is_read_when_the_function_is_called(room):
    """Decorating a function neither reads the clock nor reports: both belong to a call."""
    room.work()
    assert (room.clock.read, room.told) == (0, [])


def test_a_call_that_fails_is_reported_too(room):
    """A call that ends in an exception after 2 seconds is reported with 2 seconds."""
    with pytest.raises(LookupError):
        room.work()(2, result="broken")
    assert room.told == [("work", 2.0)]


def test_the_exception_goes_on_as_it_came(room):
    """The very exception that the function raised comes out of the decorated one."""
    with pytest.raises(LookupError) as caught:
        room.work()(2, result="broken")
    assert caught.value is room.error


def test_arguments_and_result_pass_through(room):
    """Keyword arguments reach the function, and what it returns comes back."""
    assert room.work()(seconds=1, result="bread") == "bread"


def test_identity_is_kept(room):
    """Name, docstring and signature of a timed function are its own."""
    work = room.work()
    assert (work.__name__, work.__doc__) == ("work", "Takes a while.")
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

    assert [Oven(7).bake(), Oven(9).bake()] == [7, 9]
    assert room.told == [("bake", 7.0), ("bake", 9.0)]


def test_calls_within_calls_have_their_own_times(room):
    """A timed function that calls itself is reported once for each call, the inner one first, each with its own time."""

    @room.timed
    def dig(depth):
        room.clock.now += 1
        if depth:
            dig(depth - 1)

    dig(2)
    assert room.told == [("dig", 1.0), ("dig", 2.0), ("dig", 3.0)]
