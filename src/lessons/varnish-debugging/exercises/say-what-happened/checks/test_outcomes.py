from varnish import get, route, simulate

NEWS = [route(body="news", Cache_Control="max-age=2")]


def said(requests, origin=NEWS):
    return [
        (one.headers.get("X-Cache"), one.headers.get("X-Cache-Hits"))
        for one in simulate("default.vcl", requests, origin)
    ]


def test_misses_and_hits():
    """A first request is a MISS with 0 hits, the ones after it are a HIT with 1 and 2."""
    assert said([get(0), get(1), get(1.5)]) == [("MISS", "0"), ("HIT", "1"), ("HIT", "2")]


def test_stale():
    """A hit on an object past its TTL is STALE, and the fresh object that comes after it is a HIT again."""
    assert said([get(0), get(3), get(4)]) == [("MISS", "0"), ("STALE", "1"), ("HIT", "1")]


def test_pass():
    """A request with a cookie is a PASS with 0 hits, not a MISS."""
    assert said([get(0), get(1, Cookie="a=1"), get(1.5)]) == [("MISS", "0"), ("PASS", "0"), ("HIT", "1")]


def test_a_page_that_is_not_kept():
    """A page with Set-Cookie is a MISS each time."""
    assert said([get(0), get(1)], [route(Set_Cookie="a=1")]) == [("MISS", "0"), ("MISS", "0")]


def test_the_origin_sees_no_note():
    """The request to the origin has no header that the client did not send, apart from Varnish's own."""
    own = {"host", "x-forwarded-for", "accept-encoding", "x-varnish", "cookie"}
    seen = []

    def origin(request):
        seen.append({name.lower() for name in request["headers"]} - own)
        return {"body": "news", "headers": {"Cache-Control": "max-age=2"}}

    simulate("default.vcl", [get(0), get(1, Cookie="a=1"), get(3)], origin)
    assert seen == [set(), set(), set()]


def test_a_client_cannot_write_the_note():
    """What a client sends in X-Cache, X-Outcome or X-Cache-Hits does not come back."""
    lies = {"X_Cache": "HIT", "X_Outcome": "HIT", "X_Cache_Hits": "99"}
    assert said([get(0, **lies), get(1, Cookie="a=1", **lies)]) == [("MISS", "0"), ("PASS", "0")]
