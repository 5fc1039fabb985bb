import inspect
import time
import zlib
from pathlib import Path
from random import Random

import pytest
from again import retry

# The figures follow from the answer: nobody can write them in, and the same answer is always judged alike.
draw = Random(zlib.crc32(Path("again.py").read_bytes()))


class Line:
    """A function that fails as told, and counts how often it was asked."""

    def __init__(self, *ends, times=3, on=ConnectionError, **more):
        self.ends, self.asked, self.slept = list(ends), [], []
        more.setdefault("sleep", self.slept.append)

        @retry(times, on, **more)
        def ask(currency, *, side="buy"):
            """Asks the bank."""
            self.asked.append((currency, side))
            end = self.ends.pop(0)
            if isinstance(end, BaseException):
                raise end
            return end

        self.ask = ask


def dead(n=1):
    return [ConnectionError(f"dead {i}") for i in range(1, n + 1)]


def test_a_good_call_is_made_once():
    """A call that succeeds is made once, without waiting, and its result comes back."""
    line = Line(1.17)
    assert line.ask("EUR") == 1.17
    assert (len(line.asked), line.slept) == (1, [])


def test_a_failed_call_is_tried_again():
    """With times=3 a call that fails twice and then succeeds gives its result."""
    line = Line(*dead(2), 1.17)
    assert line.ask("EUR") == 1.17
    assert len(line.asked) == 3


def test_the_limit_holds():
    """With times=3 a call that always fails is made three times, not more and not fewer."""
    line = Line(*dead(9))
    with pytest.raises(ConnectionError):
        line.ask("EUR")
    assert len(line.asked) == 3


def test_the_last_exception_goes_on():
    """When every try fails, the exception of the last try comes out, the very object."""
    failures = dead(3)
    line = Line(*failures)
    with pytest.raises(Exception) as caught:
        line.ask("EUR")
    assert caught.value is failures[-1]


def test_once_is_no_retry():
    """times=1 means one try and no waiting."""
    line = Line(*dead(2), times=1)
    with pytest.raises(ConnectionError, match="dead 1"):
        line.ask("EUR")
    assert (len(line.asked), line.slept) == (1, [])


def test_another_exception_goes_on_at_once():
    """An exception that is not of the class `on` is not tried again: asked once, and it comes out."""
    line = Line(KeyError("XYZ"), 1.17)
    with pytest.raises(KeyError):
        line.ask("XYZ")
    assert (len(line.asked), line.slept) == (1, [])


def test_a_stop_is_not_caught():
    """KeyboardInterrupt is nobody's to retry."""
    line = Line(KeyboardInterrupt(), 1.17, on=Exception)
    with pytest.raises(KeyboardInterrupt):
        line.ask("EUR")
    assert len(line.asked) == 1


def test_subclasses_and_tuples_count():
    """A subclass of `on` is tried again, and `on` may be a tuple of classes."""
    line = Line(ConnectionResetError("reset"), TimeoutError("slow"), 1.17, on=(ConnectionError, TimeoutError))
    assert line.ask("EUR") == 1.17


def test_the_waits_double_and_lie_between_tries():
    """Eight tries that all fail sleep seven times between them, first for `wait`, then for twice as long each time, and not after the last."""
    wait = draw.randint(1, 63) / 64
    line = Line(*dead(8), times=8, wait=wait)
    with pytest.raises(ConnectionError):
        line.ask("EUR")
    assert line.slept == [wait * 2**n for n in range(7)]
    # There is no longest wait.
    wait = draw.randint(20, 90)
    line = Line(*dead(9), times=9, wait=wait)
    with pytest.raises(ConnectionError):
        line.ask("EUR")
    assert line.slept == [wait * 2**n for n in range(8)]


def test_only_the_given_sleep_sleeps(monkeypatch):
    """Nothing but the `sleep` that was handed in is asked to wait."""
    waited = []
    monkeypatch.setattr(time, "sleep", waited.append)
    Line(*dead(2), 1.17).ask("EUR")
    assert waited == []


def test_whatever_happens_happens_in_this_order():
    """Tries, sleeps and the end of a call come in the order of the task, for any limit, wait and number of failures."""
    for _ in range(40):
        times, failures, wait = draw.randint(1, 9), draw.randint(0, 9), draw.randint(1, 63) / 64
        end = draw.choice([None, 0, "", 1.17, KeyError("XYZ"), ZeroDivisionError("by hand")])
        ends = [*dead(failures), end]
        happened, expected = [], []
        for number in range(min(times, failures + 1)):
            expected += [("slept", wait * 2 ** (number - 1))] * (number > 0) + [("asked", number)]
        last = ends[min(times, failures + 1) - 1]

        @retry(times, ConnectionError, wait=wait, sleep=lambda seconds: happened.append(("slept", seconds)))
        def ask():
            number = sum(what == "asked" for what, _ in happened)
            happened.append(("asked", number))
            if isinstance(ends[number], Exception):
                raise ends[number]
            return ends[number]

        try:
            came = ask()
        except Exception as error:
            came = error
        case = f"times={times}, wait={wait}, {failures} failures, then {end!r}"
        assert happened == expected, case
        assert came is last, case


def test_every_call_has_all_its_tries():
    """Tries that one call has used up are not missing at the next."""
    line = Line(*dead(2), 1.17, *dead(2), 1.31)
    assert [line.ask("EUR"), line.ask("USD")] == [1.17, 1.31]
    assert line.slept == [0.1, 0.2, 0.1, 0.2]


def test_calls_within_calls_have_all_their_tries():
    """A function that calls itself between its tries has all of them in each call, and so has another under the same @retry."""
    again, asked = retry(3, OSError, sleep=lambda seconds: None), []

    @again
    def inner(depth):
        asked.append(("inner", depth))
        if depth:
            return outer(depth - 1)
        raise OSError("inner")

    @again
    def outer(depth):
        asked.append(("outer", depth))
        return inner(depth)

    with pytest.raises(OSError):
        outer(1)
    assert (asked.count(("outer", 1)), asked.count(("inner", 0))) == (3, 81)


def test_arguments_are_the_same_at_each_try():
    """Each try gets the very arguments of the call, keywords too."""
    side, currency = object(), object()
    line = Line(*dead(2), 1.17)
    line.ask(currency, side=side)
    assert line.asked == [(currency, side)] * 3


@pytest.mark.parametrize("times", [0, -1, -draw.randint(2, 99)])
def test_a_wrong_limit_is_said_at_once(times):
    """A limit below 1 is refused with a ValueError when the function is decorated, before any call."""
    with pytest.raises(ValueError):

        @retry(times, ConnectionError)
        def ask():
            return 1


def test_none_is_a_result():
    """A function that returns None, or 0, has succeeded: it is not tried again."""
    line = Line(None, 0)
    assert [line.ask("EUR"), line.ask("EUR")] == [None, 0]
    assert len(line.asked) == 2


def test_identity_is_kept():
    """Name, docstring and signature are the function's own."""
    ask = Line(1).ask
    assert (ask.__name__, ask.__doc__) == ("ask", "Asks the bank.")
    assert str(inspect.signature(ask)) == "(currency, *, side='buy')"


def test_methods_work():
    """A method under @retry gets its self."""

    class Bank:
        tries = 0

        @retry(2, OSError, sleep=lambda seconds: None)
        def ask(self, currency):
            self.tries += 1
            if self.tries == 1:
                raise OSError
            return (self, currency)

    bank = Bank()
    assert bank.ask("EUR") == (bank, "EUR")
