import re
import zlib
from pathlib import Path
from random import Random

from varnish import get, route, simulate

# Pages, names and times follow from the answer: nobody can write them in, and the same answer is always judged alike.
draw = Random(zlib.crc32(Path("default.vcl").read_bytes()))

LASTS = draw.randint(3, 30)  # seconds that a page is fresh
NEWS = [route(body="news", Cache_Control=f"max-age={LASTS}")]


def said(requests, origin=NEWS):
    return [
        (one.headers.get("X-Cache"), one.headers.get("X-Cache-Hits"))
        for one in simulate("default.vcl", requests, origin)
    ]


def test_misses_and_hits():
    """A first request is a MISS with 0 hits, the ones after it are a HIT with 1, 2, 3 and so on."""
    more = draw.randint(3, 6)
    requests = [get(LASTS * 0.9 * n / more) for n in range(more + 1)]
    assert said(requests) == [("MISS", "0"), *(("HIT", str(n)) for n in range(1, more + 1))]


def test_stale():
    """A hit on an object past its TTL is STALE, and the fresh object that comes after it is a HIT again."""
    assert said([get(0), get(LASTS + 1), get(LASTS + 2)]) == [("MISS", "0"), ("STALE", "1"), ("HIT", "1")]


def test_pass():
    """A request with a cookie, one with Authorization and a POST are each a PASS with 0 hits, not a MISS; the page in the cache stays a HIT."""
    requests = [
        get(0),
        get(0.5, Cookie="a=1"),
        get(1, Authorization="Basic YWRh"),
        get(1.5, method="POST"),
        get(2),
    ]
    assert said(requests) == [("MISS", "0"), *[("PASS", "0")] * 3, ("HIT", "1")]


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


def notes():
    """The request headers that default.vcl names, which are those that a client would try."""
    named = re.findall(
        r"\breq\.http\.([\w-]+)", Path("default.vcl").read_text(encoding="utf-8"), re.IGNORECASE
    )
    return {"X-Cache", "X-Outcome", "X-Cache-Hits", *named} - {"Cookie", "Authorization", "Host"}


def test_a_client_cannot_write_the_note():
    """What a client sends in X-Cache, X-Cache-Hits, or in a header in which default.vcl makes its note, does not come back."""
    for lie in ("HIT", "STALE", "MISS", "PASS", "99"):
        lies = {name.replace("-", "_"): lie for name in notes()}
        requests = [get(0, **lies), get(1, Cookie="a=1", **lies), get(2, **lies), get(LASTS + 1, **lies)]
        assert said(requests) == [("MISS", "0"), ("PASS", "0"), ("HIT", "1"), ("STALE", "2")]
