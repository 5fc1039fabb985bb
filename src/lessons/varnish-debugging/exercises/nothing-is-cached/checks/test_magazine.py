from varnish import get, simulate


def origin(request):
    cookie = request["headers"].get("Cookie", "nobody")
    if request["url"].startswith("/articles/private"):
        return {"body": "draft", "headers": {"Cache-Control": "private"}}
    if request["url"].startswith("/articles/"):
        return {"body": "article", "headers": {"Cache-Control": "max-age=5", "Set-Cookie": "seen=1"}}
    return {"body": f"for {cookie}", "headers": {"Set-Cookie": "seen=1"}}


def play(*requests):
    return simulate("default.vcl", list(requests), origin)


def test_articles_are_hits():
    """The second and third request for an article are hits, whatever cookies come with them."""
    got = play(
        get(0, "/articles/1", Cookie="_ga=1"),
        get(1, "/articles/1", Cookie="session=bo"),
        get(2, "/articles/1"),
    )
    assert got.outcomes == ["miss", "hit", "hit"]


def test_no_cookie_from_the_cache():
    """An article never hands out a cookie, from the cache or from the origin."""
    got = play(get(0, "/articles/1"), get(1, "/articles/1"))
    assert [one.headers.get("Set-Cookie") for one in got] == [None, None]


def test_the_origin_says_how_long():
    """An article is kept as long as the origin says (five seconds here): after six it is a stale hit and is fetched again."""
    got = play(get(0, "/articles/1"), get(6, "/articles/1"), get(7, "/articles/1"))
    assert [one.age for one in got] == [0, 6, 1]


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


def test_logging_in_works():
    """Pages outside of /articles/ may still set cookies."""
    [page] = play(get(0, "/login", Cookie="session=ada"))
    assert page.headers.get("Set-Cookie") == "seen=1"
