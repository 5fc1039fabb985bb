from varnish import get, route, simulate

GOOD = route(body="news", Cache_Control="max-age=2")
BROKEN = route(body="oops", status=500)


def bodies(requests, origin, down=()):
    return [one.body for one in simulate("default.vcl", requests, origin, down=down)]


def test_ten_minutes_of_grace():
    """With the origin down, a page is served stale for ten minutes after its TTL."""
    assert bodies([get(0), get(3), get(300), get(599)], [GOOD], [(1, 9999)]) == ["news"] * 4


def test_not_longer():
    """After the ten minutes the client gets an error, not a page of yesterday."""
    play = simulate("default.vcl", [get(0), get(650)], [GOOD], down=[(1, 9999)])
    assert [one.status for one in play] == [200, 503]


def test_a_500_takes_no_page_away():
    """While the origin answers 500, every request gets the old page, not only the first."""
    assert (
        bodies([get(0), get(4), get(5), get(60), get(400)], [{**GOOD, "when": {"to": 1}}, BROKEN])
        == ["news"] * 5
    )


def test_fresh_while_all_is_well():
    """With a healthy origin a page is fresh for its two seconds and no longer: the request after a stale hit gets the new page."""
    counts = [one.origin_count for one in simulate("default.vcl", [get(0), get(1), get(3), get(4)], [GOOD])]
    assert counts == [1, 1, 1, 2]


def test_recovery():
    """When the origin is well again, the second request after that has the new page."""
    new = route(body="new", Cache_Control="max-age=2")
    origin = [{**GOOD, "when": {"to": 1}}, {**BROKEN, "when": {"to": 20}}, new]
    assert bodies([get(0), get(10), get(21), get(22)], origin) == ["news", "news", "news", "new"]


def test_errors_are_not_kept():
    """Without an old page the client gets the error, and the next request asks the origin again."""
    play = simulate("default.vcl", [get(0), get(1), get(2)], [{**BROKEN, "when": {"to": 1.5}}, GOOD])
    assert [one.status for one in play] == [500, 500, 200]
    assert play.outcomes == ["miss", "miss", "miss"]


def test_nor_kept_stale():
    """After an error the good page that follows is cached as usual."""
    play = simulate("default.vcl", [get(0), get(2), get(3)], [{**BROKEN, "when": {"to": 1}}, GOOD])
    assert play.outcomes == ["miss", "miss", "hit"]
