import inspect

import pytest
from again import retry


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
    """Four tries with wait=0.5 sleep three times, 0.5 then 1.0 then 2.0, and not after the last."""
    line = Line(*dead(4), times=4, wait=0.5)
    with pytest.raises(ConnectionError):
        line.ask("EUR")
    assert line.slept == [0.5, 1.0, 2.0]


def test_every_call_has_all_its_tries():
    """Tries that one call has used up are not missing at the next."""
    line = Line(*dead(2), 1.17, *dead(2), 1.31)
    assert [line.ask("EUR"), line.ask("USD")] == [1.17, 1.31]
    assert line.slept == [0.1, 0.2, 0.1, 0.2]


def test_arguments_are_the_same_at_each_try():
    """Each try gets the arguments of the call, keywords too."""
    line = Line(*dead(1), 1.17)
    line.ask("EUR", side="sell")
    assert line.asked == [("EUR", "sell")] * 2


def test_a_wrong_limit_is_said_at_once():
    """times=0 is refused with a ValueError when the function is decorated, before any call."""
    with pytest.raises(ValueError):

        @retry(0, ConnectionError)
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
