"""A day at the magazine. Change nothing here; read what it asks for."""

from varnish import get, simulate


def origin(request):
    """Sets an analytics cookie on every page, as the framework does by itself."""
    if request["url"] == "/account":
        return {"body": f"account of {request['headers'].get('Cookie')}", "headers": {"Set-Cookie": "seen=1"}}
    return {"body": "article", "headers": {"Cache-Control": "max-age=300", "Set-Cookie": "seen=1"}}


def test_an_article_is_fetched_once():
    play = simulate(
        "default.vcl",
        [get(0, "/articles/1"), get(1, "/articles/1", Cookie="_ga=7"), get(2, "/articles/1", Cookie="session=ada")],
        origin,
    )
    assert play.outcomes == ["miss", "hit", "hit"]


def test_an_account_is_its_own():
    ada, bo = simulate(
        "default.vcl", [get(0, "/account", Cookie="session=ada"), get(1, "/account", Cookie="session=bo")], origin
    )
    assert ada.body == "account of session=ada"
    assert bo.body == "account of session=bo"
