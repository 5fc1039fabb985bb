import zlib
from pathlib import Path
from random import Random

from varnish import get, route, simulate

# Pages, names and times follow from the answer: nobody can write them in, and the same answer is always judged alike.
draw = Random(zlib.crc32(Path("default.vcl").read_bytes()))

GOOD = route(body="news", Cache_Control="max-age=2")
BROKEN = route(body="oops", status=500)
LASTS = draw.randint(3, 40)  # seconds that a page of another kind is fresh
OTHER = route(body="news", Cache_Control=f"max-age={LASTS}")


def bodies(requests, origin, down=()):
    return [one.body for one in simulate("default.vcl", requests, origin, down=down)]


def test_ten_minutes_of_grace():
    """With the origin down, a page is served stale for ten minutes after its TTL."""
    assert bodies([get(0), get(3), get(300), get(599)], [GOOD], [(1, 9999)]) == ["news"] * 4


def test_not_longer():
    """After the ten minutes the client gets an error, not a page of yesterday."""
    for page, lasts in ((GOOD, 2), (OTHER, LASTS)):
        requests = [get(0), get(lasts + 599), get(lasts + 601)]
        play = simulate("default.vcl", requests, [page], down=[(1, 9999)])
        assert [one.status for one in play] == [200, 200, 503]


def test_a_500_takes_no_page_away():
    """While the origin answers 500, every request gets the old page, not only the first."""
    assert (
        bodies([get(0), get(4), get(5), get(60), get(400)], [{**GOOD, "when": {"to": 1}}, BROKEN])
        == ["news"] * 5
    )


def test_fresh_while_all_is_well():
    """With a healthy origin a page is fresh as long as the origin says and no longer: the request after a stale hit gets the new page."""
    for page, lasts in ((GOOD, 2), (OTHER, LASTS)):
        requests = [get(0), get(lasts - 1), get(lasts + 1), get(lasts + 2)]
        counts = [one.origin_count for one in simulate("default.vcl", requests, [page])]
        assert counts == [1, 1, 1, 2]


def test_recovery():
    """When the origin is well again, the second request after that has the new page."""
    new = route(body="new", Cache_Control="max-age=2")
    origin = [{**GOOD, "when": {"to": 1}}, {**BROKEN, "when": {"to": 20}}, new]
    assert bodies([get(0), get(10), get(21), get(22)], origin) == ["news", "news", "news", "new"]


def test_errors_are_not_kept():
    """Without an old page the client gets the error, and the next request asks the origin again."""
    play = simulate("default.vcl", [get(0), get(0.1), get(2)], [{**BROKEN, "when": {"to": 1.5}}, GOOD])
    assert [one.status for one in play] == [500, 500, 200]
    assert play.outcomes == ["miss", "miss", "miss"]


def test_nor_kept_stale():
    """After an error the good page that follows is cached as usual."""
    play = simulate("default.vcl", [get(0), get(2), get(3)], [{**BROKEN, "when": {"to": 1}}, GOOD])
    assert play.outcomes == ["miss", "miss", "hit"]


def test_whatever_the_error_is():
    """An answer of 500 or above takes no page away, whichever it is, and without a page the client gets just that."""
    for status in (500, 503, draw.choice([501, 502, 504]), draw.randint(505, 599)):
        broken = route(body="oops", status=status)
        assert bodies([get(0), get(4), get(5)], [{**GOOD, "when": {"to": 1}}, broken]) == ["news"] * 3
        play = simulate("default.vcl", [get(0), get(1)], [broken])
        assert [one.status for one in play] == [status, status]


def test_a_page_that_is_gone():
    """Below 500 the origin is well and its answer counts: a page that it says is gone (404) is gone after the stale hit."""
    gone = route(body="gone", status=404)
    play = simulate("default.vcl", [get(0), get(4), get(5)], [{**GOOD, "when": {"to": 1}}, gone])
    assert [one.status for one in play] == [200, 200, 404]
