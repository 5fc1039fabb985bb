"""An origin with bad days. Change nothing here; read what it asks for."""

from varnish import get, route, simulate

GOOD = route(body="news", Cache_Control="max-age=2")
BROKEN = route(body="oops", status=500)


def test_stale_while_the_origin_is_down():
    play = simulate("default.vcl", [get(0), get(100), get(500)], [GOOD], down=[(1, 1000)])
    assert [one.body for one in play] == ["news", "news", "news"]


def test_stale_while_the_origin_answers_500():
    play = simulate("default.vcl", [get(0), get(4), get(5), get(6)], [{**GOOD, "when": {"to": 1}}, BROKEN])
    assert [one.status for one in play] == [200, 200, 200, 200]
