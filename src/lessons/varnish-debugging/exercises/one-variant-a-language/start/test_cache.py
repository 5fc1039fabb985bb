"""Browsers and their languages. Change nothing here; read what it asks for."""

from varnish import get, simulate


def origin(request):
    said = request["headers"].get("Accept-Language", "")
    page = "Guten Tag" if said.lower().startswith("de") else "Good day"
    return {"body": page, "headers": {"Vary": "Accept-Language", "Cache-Control": "max-age=300"}}


def test_german_browsers_share_a_page():
    play = simulate(
        "default.vcl", [get(0, Accept_Language="de-DE,de;q=0.9,en;q=0.5"), get(1, Accept_Language="de-AT,en;q=0.7")], origin
    )
    assert [one.body for one in play] == ["Guten Tag", "Guten Tag"]
    assert play.origin_requests == 1
