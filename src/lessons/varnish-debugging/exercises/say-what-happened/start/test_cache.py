"""Plays a request script on default.vcl. Change nothing here; read what it asks for."""

from varnish import get, route, simulate

NEWS = [route(body="news", Cache_Control="max-age=2")]


def test_a_miss_and_then_a_hit():
    first, second = simulate("default.vcl", [get(0), get(1)], NEWS)
    assert first.headers["X-Cache"] == "MISS"
    assert second.headers["X-Cache"] == "HIT"


def test_the_hits_are_counted():
    play = simulate("default.vcl", [get(0), get(1), get(1.5)], NEWS)
    assert [one.headers.get("X-Cache-Hits") for one in play] == ["0", "1", "2"]
