import zlib
from pathlib import Path
from random import Random

from varnish import get, route, simulate

# Pages, names and times follow from the answer: nobody can write them in, and the same answer is always judged alike.
draw = Random(zlib.crc32(Path("default.vcl").read_bytes()))
LASTS = draw.randint(4, 40)  # seconds that an article is fresh


def origin(request):
    cookie = request["headers"].get("Cookie", "nobody")
    if request["url"].startswith("/articles/private"):
        return {"body": "draft", "headers": {"Cache-Control": "private"}}
    if request["url"].startswith("/articles/"):
        return {"body": "article", "headers": {"Cache-Control": f"max-age={LASTS}", "Set-Cookie": "seen=1"}}
    return {"body": f"for {cookie}", "headers": {"Set-Cookie": "seen=1"}}


def play(*requests):
    return simulate("default.vcl", list(requests), origin)


def test_articles_are_hits():
    """The second and third request for an article are hits, whatever cookies come with them and whatever the article is called."""
    for article in ("1", str(draw.randint(2, 10**6)), "2026/on-tests", f"a?page={draw.randint(2, 9)}"):
        got = play(
            get(0, f"/articles/{article}", Cookie="_ga=1"),
            get(1, f"/articles/{article}", Cookie=f"session=bo{draw.randint(1, 99)}"),
            get(2, f"/articles/{article}"),
        )
        assert got.outcomes == ["miss", "hit", "hit"]


def test_no_cookie_from_the_cache():
    """An article never hands out a cookie, from the cache or from the origin."""
    got = play(get(0, "/articles/1"), get(1, "/articles/1"))
    assert [one.headers.get("Set-Cookie") for one in got] == [None, None]


def test_the_origin_says_how_long():
    """An article is kept as long as the origin says: a second later it is a stale hit, and is fetched again."""
    late = LASTS + 1
    got = play(get(0, "/articles/1"), get(late, "/articles/1"), get(late + 1, "/articles/1"))
    assert [one.age for one in got] == [0, late, 1]


def test_private_articles():
    """An article that the origin calls private is not kept."""
    assert play(get(0, "/articles/private"), get(1, "/articles/private")).outcomes == ["miss", "miss"]


def test_accounts_are_never_mixed():
    """Each reader gets the account of their own session cookie, and nobody gets one from the cache."""
    got = play(
        get(0, "/account", Cookie="session=ada"),
        get(1, "/account", Cookie="session=bo"),
        get(2, "/account"),
        get(3, "/account"),
    )
    assert [one.body for one in got] == ["for session=ada", "for session=bo", "for nobody", "for nobody"]
    assert "hit" not in got.outcomes


def test_accounts_without_a_new_cookie():
    """An account is never kept, also where the origin sets no cookie with it, as for a reader who has one already."""

    def bare(request):
        return {
            "body": f"for {request['headers'].get('Cookie')}",
            "headers": {"Cache-Control": f"max-age={LASTS}"},
        }

    readers = [f"session={name}{draw.randint(1, 99)}" for name in ("ada", "bo", "cy")]
    got = simulate("default.vcl", [get(n, "/account", Cookie=one) for n, one in enumerate(readers)], bare)
    assert [one.body for one in got] == [f"for {one}" for one in readers]


def test_other_pages_are_kept_as_before():
    """A page elsewhere that the cache has always kept, as no cookie comes or goes with it, is still a hit."""
    page = [route(body="about us", Cache_Control=f"max-age={LASTS}")]
    got = simulate("default.vcl", [get(0, "/about"), get(1, "/about")], page)
    assert got.outcomes == ["miss", "hit"]


def test_logging_in_works():
    """Pages outside of /articles/ may still set cookies."""
    [page] = play(get(0, "/login", Cookie="session=ada"))
    assert page.headers.get("Set-Cookie") == "seen=1"


def test_what_lies_elsewhere_stays_as_it_is():
    """Only pages whose path begins with /articles/ lose their cookies: everywhere else the origin still sees those of the client."""
    for url in (
        f"/basket/{draw.randint(1, 99)}",
        "/article/1",
        "/archive/articles/1",
        "/?from=/articles/1",
        "/articles",
    ):
        [page] = play(get(0, url, Cookie="session=ada"))
        assert (url, page.body) == (url, "for session=ada")


def test_sending_something_to_an_article_reaches_the_origin():
    """A POST to an article, a comment say, is passed to the origin, as it was before."""
    got = play(get(0, "/articles/1"), get(1, "/articles/1", method="POST"))
    assert got.outcomes == ["miss", "pass"]
