import asyncio
import inspect
import zlib
from pathlib import Path
from random import Random

import pytest
from journal import noted

# Names follow from the answer: nobody can write them in, and the same answer is always judged alike.
NUMBER = Random(zlib.crc32(Path("journal.py").read_bytes())).randint(100, 999)
NAME = f"reckon_{NUMBER}"
Failure = type(f"Failure{NUMBER}", (Exception,), {"__repr__": lambda self: "a failure"})


class Journal(list):
    """What was noted, and how often the functions under @noted ran."""

    ran = 0


@pytest.fixture
def journal():
    return Journal()


@pytest.fixture
def plain(journal):
    @noted(journal)
    def add(a, *, to=1):
        """Adds."""
        journal.append("adding")
        if to is None:
            raise LookupError("nothing to add to")
        return a + to

    return add


@pytest.fixture
def waiting(journal):
    @noted(journal)
    async def fetch(page, *, pause=0):
        """Fetches."""
        journal.append(f"asking for {page}")
        await asyncio.sleep(pause)
        if page == "gone":
            raise LookupError("gone")
        return page.upper()

    return fetch


def test_a_plain_function_is_noted(plain, journal):
    """A plain function is noted in, out, and its result comes back."""
    assert plain(2, to=3) == 5
    assert journal == ["add: in", "adding", "add: out"]


def test_a_plain_function_stays_plain(plain):
    """A plain function gives its result and no coroutine, and is not taken for a coroutine function."""
    assert not inspect.iscoroutinefunction(plain)
    assert plain(1) == 2


def test_a_plain_failure_is_noted_and_goes_on(plain, journal):
    """An exception of a plain function is noted by its class, and comes out."""
    with pytest.raises(LookupError, match="nothing to add to"):
        plain(1, to=None)
    assert journal == ["add: in", "adding", "add: LookupError"]


def test_out_comes_after_the_body_of_a_coroutine(waiting, journal):
    """For a coroutine function, `out` comes after its body has ended, and its result comes back."""
    assert asyncio.run(waiting("home")) == "HOME"
    assert journal == ["fetch: in", "asking for home", "fetch: out"]


def test_in_comes_when_a_coroutine_begins(waiting, journal):
    """Calling a coroutine function runs none of it, so nothing is noted until it is awaited."""

    async def main():
        later = waiting("home")
        journal.append("called")
        return await later

    asyncio.run(main())
    assert journal == ["called", "fetch: in", "asking for home", "fetch: out"]


def test_a_coroutine_function_stays_one(waiting):
    """inspect.iscoroutinefunction is true for a noted coroutine function."""
    assert inspect.iscoroutinefunction(waiting)


def test_an_async_failure_is_noted_and_goes_on(waiting, journal):
    """An exception in a coroutine is noted by its class, and comes out of the await."""
    with pytest.raises(LookupError, match="gone"):
        asyncio.run(waiting("gone"))
    assert journal[-1] == "fetch: LookupError"
    assert "fetch: out" not in journal


def test_a_cancelled_task_is_noted(waiting, journal):
    """A task that is cancelled is noted as CancelledError, and stays cancelled, with the words with which it was."""

    async def main():
        task = asyncio.create_task(waiting("home", pause=60))
        await asyncio.sleep(0)
        task.cancel("no time left")
        said = ()
        try:
            await task
        except asyncio.CancelledError as error:
            said = error.args
        return task.cancelled(), said

    assert asyncio.run(main()) == (True, ("no time left",))
    assert journal == ["fetch: in", "asking for home", "fetch: CancelledError"]


@pytest.mark.parametrize("later", [1.5, 30, 86400], ids=lambda later: f"{later:g} s")
def test_nothing_limits_how_long_it_takes(journal, later):
    """A coroutine may take as long as it takes: nothing ends it, notes it or hands out its result before its body has ended."""

    async def main():
        loop = asyncio.get_running_loop()
        gate, now = loop.create_future(), loop.time

        @noted(journal)
        async def wait():
            return await gate

        task = asyncio.ensure_future(wait())
        for _ in range(3):
            await asyncio.sleep(0)
        # The loop is told that it is later: whatever was to happen by then does.
        loop.time = lambda: now() + later
        for _ in range(5):
            await asyncio.sleep(0)
        assert (task.done(), journal) == (False, ["wait: in"])
        gate.set_result("there")
        return await task

    assert asyncio.run(main()) == "there"
    assert journal == ["wait: in", "wait: out"]


def test_two_at_once_do_not_wait_for_each_other(waiting, journal):
    """Two coroutines that are awaited together both begin before either ends."""

    async def main():
        return await asyncio.gather(waiting("a"), waiting("b"))

    assert asyncio.run(main()) == ["A", "B"]
    assert journal[:4] == ["fetch: in", "asking for a", "fetch: in", "asking for b"]
    assert journal[4:] == ["fetch: out"] * 2


def test_identity_is_kept_for_both(plain, waiting):
    """Name, docstring, signature and the way back are kept, for plain and for async."""
    assert (plain.__name__, plain.__doc__) == ("add", "Adds.")
    assert (waiting.__name__, waiting.__doc__) == ("fetch", "Fetches.")
    assert str(inspect.signature(plain)) == "(a, *, to=1)"
    assert str(inspect.signature(waiting)) == "(page, *, pause=0)"
    assert not inspect.iscoroutinefunction(plain.__wrapped__)
    assert inspect.iscoroutinefunction(waiting.__wrapped__)


def test_methods_of_both_kinds_work(journal):
    """Plain and async methods get their self."""

    class Shop:
        @noted(journal)
        def price(self, item):
            return (self, item)

        @noted(journal)
        async def order(self, item):
            return (self, item)

    shop = Shop()
    assert shop.price("tea") == (shop, "tea")
    assert asyncio.run(shop.order("tea")) == (shop, "tea")
    assert journal == ["price: in", "price: out", "order: in", "order: out"]


@pytest.mark.parametrize(
    "end", [None, 0, [], object(), Failure("by hand")], ids=lambda end: type(end).__name__
)
def test_whatever_a_function_ends_with_comes_out(journal, end):
    """Of plain and async alike: it runs once, what it returns or raises comes out, the very object, and the end is noted under its own name."""

    def reckon():
        journal.ran += 1
        if isinstance(end, Exception):
            raise end
        return end

    async def reckon_later():
        await asyncio.sleep(0)
        return reckon()

    reckon.__name__ = reckon_later.__name__ = NAME
    plain, waiting = noted(journal)(reckon), noted(journal)(reckon_later)
    noted_as = type(end).__name__ if isinstance(end, Exception) else "out"
    for number, call in enumerate([plain, lambda: asyncio.run(waiting())], 1):
        try:
            came = call()
        except Exception as error:
            came = error
        assert came is end
        assert journal == [f"{NAME}: in", f"{NAME}: {noted_as}"] * number
        assert journal.ran == number
