import asyncio
import math
import operator
import random
import time

import pytest
from pages import fetch_all

CHANCE = random.Random()


class Service:
    """Answers each name in its own time, with an answer that nobody can know who has not asked. Notes who comes and goes."""

    def __init__(self, seconds, failing=()):
        self.seconds = dict(seconds)
        self.names = list(seconds)
        self.answers = {name: f"{CHANCE.randrange(10**9):09} for {name}" for name in seconds}
        self.errors = {name: ConnectionError(f"the service hung up on {name}") for name in failing}
        self.asked = []
        self.began = []
        self.ended = []
        self.inside = 0
        self.most = 0
        self.start = time.monotonic()

    def now(self):
        return round(time.monotonic() - self.start, 6)

    async def answer(self, name):
        self.inside += 1
        self.most = max(self.most, self.inside)
        self.asked.append(name)
        self.began.append(self.now())
        try:
            await asyncio.sleep(self.seconds[name])
            if name in self.errors:
                raise self.errors[name]
            return self.answers[name]
        finally:
            self.ended.append(self.now())
            self.inside -= 1

    def call(self, limit=None, names=None):
        """What fetch_all gives, and the seconds that it takes. Waits for whatever it may have left running."""

        async def fetch(name):
            return await self.answer(name)

        async def main():
            self.start = time.monotonic()
            given = list(self.names if names is None else names)
            answers = await (fetch_all(fetch, given) if limit is None else fetch_all(fetch, given, limit))
            seconds = self.now()
            kept = answers[:] if type(answers) is list else answers
            await asyncio.sleep(1000)
            return kept, seconds

        return asyncio.run(main())


def uneven(count):
    """Names without an order to guess from, each with a time of its own. The first takes as long as all others together."""
    words = ["ash", "bay", "cob", "dew", "elm", "fir", "gum", "hay", "ivy", "jet", "kit", "log"]
    names = [f"{word}-{CHANCE.randrange(1000)}" for word in CHANCE.sample(words, count)]
    times = CHANCE.sample(range(100, 5000), count - 1)
    return {name: each / 1000 for name, each in zip(names, [sum(times), *times], strict=True)}


def of_a_second(count):
    return {f"page-{CHANCE.randrange(10**6)}-{n}": 1 for n in range(count)}


@pytest.mark.parametrize("limit", [2, 3, 5])
def test_answers_stand_in_the_order_of_the_names(limit):
    """fetch_all gives a list of what `await fetch(name)` answered, in the order of the names, whoever was done first."""
    service = Service(uneven(8))
    service.answers[service.names[2]] = None
    service.answers[service.names[5]] = ""
    answers, _ = service.call(limit)
    expected = [service.answers[name] for name in service.names]
    assert type(answers) is list
    assert answers == expected
    assert all(map(operator.is_, answers, expected)), "These are not the objects that fetch gave"


def test_a_name_that_comes_twice():
    """A name that stands twice among the names has its answer twice, each in its place."""
    service = Service(uneven(4))
    first, second, third, fourth = service.names
    names = [first, second, first, third, fourth, second]
    answers, _ = service.call(2, names)
    assert answers == [service.answers[name] for name in names]


@pytest.mark.parametrize("limit", [1, 3, 20])
def test_each_name_is_fetched_once(limit):
    """`fetch` is called once for each name, and everything is done when fetch_all returns: no call comes after it."""
    service = Service(uneven(9))
    service.call(limit)
    calls = sorted(service.asked)
    assert calls == sorted(service.names)


@pytest.mark.parametrize("limit", [3, 1, 4, 7])
def test_never_more_than_the_limit(limit):
    """There are never more than `limit` calls at once."""
    service = Service(of_a_second(10) | uneven(5))
    service.call(limit)
    most_at_once = service.most
    assert most_at_once <= limit


def test_the_limit_is_three_unless_it_is_given():
    """Where the caller gives no limit, it is three."""
    service = Service(of_a_second(7))
    service.call()
    most_at_once = service.most
    assert most_at_once == 3


@pytest.mark.parametrize("limit", [3, 5, 1, 20])
def test_as_fast_as_the_limit_allows(limit):
    """Calls of a second each are done as soon as the limit allows: ten of them take 4 s at three at a time, 2 s at five, 10 s at one, 1 s at twenty."""
    count = CHANCE.randrange(10, 16)
    _, seconds = Service(of_a_second(count)).call(limit)
    assert seconds == math.ceil(count / limit), (
        f"{count} calls of a second, limit {limit}, and it took {seconds} s"
    )


@pytest.mark.parametrize("limit", [2, 3, 4])
def test_a_free_place_is_taken_at_once(limit):
    """A place that falls free is taken at once: while names are left, a call begins at the moment at which another ends."""
    service = Service(uneven(12))
    service.call(limit)
    late = [
        f"A place fell free after {free} s, and the next call began after {began} s"
        for free, began in zip(service.ended, service.began[limit:])
        if began != free
    ]
    assert service.began[:limit] == [0] * limit, "The first calls did not begin at once"
    assert late == [], late[0]


def test_nothing_to_fetch():
    """Without names there are no answers."""
    answers, _ = Service({}).call(3)
    assert answers == []


@pytest.mark.parametrize("failing", [0, 1, 2, 6])
def test_when_one_fails(failing):
    """If a call raises, fetch_all raises as well: the error itself, or a group with it."""
    error, service, _, _ = raised(failing)
    assert error is not None, "fetch_all returned as if nothing had happened"
    those = [error]
    for one in those:
        those.extend(one.exceptions if isinstance(one, BaseExceptionGroup) else ())
    asked_for = service.errors[service.names[failing]]
    assert any(one is asked_for for one in those), f"{error!r} came out, and {asked_for!r} went in"
    twice = [name for name in service.names if service.asked.count(name) > 1]
    assert twice == [], f"{twice[0]} was fetched more than once: a call that failed is not made again"


@pytest.mark.parametrize("at_once", [False, True])
@pytest.mark.parametrize("failing", [0, 1, 2, 6])
def test_nothing_goes_on_after_an_error(failing, at_once):
    """When fetch_all raises, no call may be going on, and none may begin after that."""
    _, service, still_inside, asked = raised(failing, at_once)
    assert still_inside == 0
    begun_later = service.asked[len(asked) :]
    assert begun_later == []


def raised(failing, at_once=False):
    """What fetch_all raises where one name fails, and how the service stands at that moment; it is waited for what goes on."""
    seconds = uneven(9)
    if at_once:
        seconds[list(seconds)[failing]] = 0.05
    service = Service(seconds, failing=[list(seconds)[failing]])

    async def fetch(name):
        return await service.answer(name)

    async def main():
        error = None
        try:
            await fetch_all(fetch, list(service.names), 3)
        except Exception as caught:
            error = caught
        inside, asked = service.inside, list(service.asked)
        await asyncio.sleep(1000)
        return error, service, inside, asked

    return asyncio.run(main())
