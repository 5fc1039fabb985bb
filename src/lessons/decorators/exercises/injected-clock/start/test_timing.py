from timing import timed


class Clock:
    """A clock that a test sets by hand."""

    def __init__(self):
        self.now = 100.0

    def __call__(self):
        return self.now


def test_the_seconds_of_one_call_are_reported():
    clock, told = Clock(), []

    @timed(clock, lambda name, seconds: told.append((name, seconds)))
    def bake(minutes):
        clock.now += 60 * minutes
        return "bread"

    clock.now = 5000.0
    assert bake(2) == "bread"
    assert told == [("bake", 120.0)]
