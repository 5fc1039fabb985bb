import zlib
from pathlib import Path
from random import Random

from varnish import get, simulate

# Pages, names and times follow from the answer: nobody can write them in, and the same answer is always judged alike.
draw = Random(zlib.crc32(Path("default.vcl").read_bytes()))

GERMAN = ["de", "de-DE,de;q=0.9,en;q=0.5", "de-AT", "DE-ch,fr;q=0.5", "de;q=0.9"]
GERMAN.append(
    f"de-{draw.choice('ABCDEFGH')}{draw.choice('IJKLMNOP')},{draw.choice('xyz')}h;q=0.{draw.randint(1, 9)}"
)
OTHERS = ["en-GB,en;q=0.9", "en", "fr-FR,fr;q=0.9", "en;q=0.9,de;q=0.1", "pl", "nl-BE,de;q=0.3"]
OTHERS.append(f"{draw.choice('abcfgh')}{draw.choice('stu')},de-DE;q=0.{draw.randint(1, 9)}")


def origin(request):
    said = request["headers"].get("Accept-Language", "")
    page = "Guten Tag" if said.lower().startswith("de") else "Good day"
    return {"body": page, "headers": {"Vary": "Accept-Language", "Cache-Control": "max-age=300"}}


def play(languages, url="/"):
    requests = [
        get(0.1 * i, url, **({"Accept_Language": one} if one else {})) for i, one in enumerate(languages)
    ]
    return simulate("default.vcl", requests, origin)


def test_german():
    """Everybody whose header begins with de, in any spelling, gets the German page."""
    assert [one.body for one in play([*OTHERS, *GERMAN])][len(OTHERS) :] == ["Guten Tag"] * len(GERMAN)


def test_everybody_else():
    """Everybody else gets the English page, even if German is somewhere in their list, and even after a German client."""
    assert [one.body for one in play([*GERMAN, *OTHERS])][len(GERMAN) :] == ["Good day"] * len(OTHERS)


def test_without_the_header():
    """A client without Accept-Language gets the English page, and shares it with those who ask for English."""
    got = play(["de", None, "en"])
    assert [one.body for one in got] == ["Guten Tag", "Good day", "Good day"]
    assert got.origin_requests == 2


def test_two_variants():
    """All these browsers together cost the origin two requests."""
    assert play([*GERMAN, None, *OTHERS, *GERMAN]).origin_requests == 2


def test_caches_further_on_are_told():
    """The response still says what it varies on: caches between you and the client must know."""
    assert {one.headers.get("Vary") for one in play(["de", "en", "de"])} == {"Accept-Language"}


def test_every_page_has_two():
    """Not the front page alone: each page has its two variants, and a path that begins with de is no language."""
    for url in ("/de/preise", f"/page/{draw.randint(1, 10**6)}"):
        got = play([*OTHERS, *GERMAN], url)
        assert got.origin_requests == 2
        assert [one.body for one in got] == ["Good day"] * len(OTHERS) + ["Guten Tag"] * len(GERMAN)
