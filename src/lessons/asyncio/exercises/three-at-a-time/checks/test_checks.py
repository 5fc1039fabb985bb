import asyncio
import time

import pytest

from pages import fetch_all


class Service:
    """Notes who is inside. Each name takes as many seconds as it says; `broken` raises after its second."""

    def __init__(self, seconds):
        self.seconds = dict(seconds)
        self.inside = 0
        self.most = 0
        self.began = []
        self.ended = []

    async def fetch(self, name):
        self.inside += 1
        self.most = max(self.most, self.inside)
        self.began.append(name)
        try:
            await asyncio.sleep(self.seconds[name])
            if name == "broken":
                raise ConnectionError("the service hung up")
            self.ended.append(name)
            return f"answer to {name}"
        finally:
            self.inside -= 1


def fetched(seconds, limit):
    service = Service(seconds)
    began = time.monotonic()
    answers = asyncio.run(fetch_all(service.fetch, list(service.seconds), limit))
    return service, answers, round(time.monotonic() - began, 6)


TEN = {f"n{i}": 1 for i in range(10)}
UNEVEN = {"a": 3, "b": 1, "c": 2, "d": 0.5, "e": 1, "f": 0.25}


def test_answers_stand_in_the_order_of_the_names():
    """Answers stand in the order of the names, whoever was done first."""
    _, answers, _ = fetched(UNEVEN, 3)
    assert answers == [f"answer to {name}" for name in UNEVEN]


@pytest.mark.parametrize("limit", [3, 1, 4])
def test_never_more_than_the_limit(limit):
    """There are never more than `limit` calls at once."""
    service, _, _ = fetched(TEN, limit)
    most_at_once = service.most
    assert most_at_once <= limit


@pytest.mark.parametrize(("limit", "expected"), [(3, 4), (5, 2), (1, 10), (20, 1)])
def test_as_fast_as_the_limit_allows(limit, expected):
    """Ten calls of a second take 4 s at three at a time, 2 s at five, 10 s at one, 1 s at twenty."""
    _, _, seconds = fetched(TEN, limit)
    assert seconds == expected


def test_a_free_place_is_taken_at_once():
    """A place that falls free is taken at once: one call of 3 s and six of 1 s take 3 s in all, at three at a time."""
    _, _, seconds = fetched({"slow": 3, **{f"quick{i}": 1 for i in range(6)}}, 3)
    assert seconds == 3


def test_nothing_to_fetch():
    """Without names there are no answers."""
    _, answers, _ = fetched({}, 3)
    assert answers == []


def test_when_one_fails():
    """If a call raises, fetch_all raises as well, and no call may go on or begin after that."""
    service = Service({"a": 2, "broken": 1, "b": 2, "c": 1, "d": 1})

    async def main():
        with pytest.raises((ConnectionError, ExceptionGroup)) as caught:
            await fetch_all(service.fetch, list(service.seconds), 3)
        inside, began = service.inside, list(service.began)
        await asyncio.sleep(10)
        return caught.value, inside, began

    error, still_inside, began = asyncio.run(main())
    assert isinstance(error, ConnectionError) or error.subgroup(ConnectionError) is not None
    assert still_inside == 0
    assert service.began == began
