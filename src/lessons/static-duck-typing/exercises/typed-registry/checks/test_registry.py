import zlib
from pathlib import Path
from random import Random

import plugins
import pytest
from callers import function, thing

# Names and texts follow from the answer: nobody can write them in, and the same answer is always judged alike.
draw = Random(zlib.crc32(Path("plugins.py").read_bytes()))


def test_plug_ins_work():
    """Plug-ins that the type checker must pass do their work, under their name and by themselves."""
    assert function.one == "rosa*"
    assert function.three == "rosa***"
    assert thing.framed == "|rosa|"


def test_gives_back_the_very_thing():
    """register keeps the very object that it got, in plugins, and gives it back."""
    frame = thing.Frame("-")
    assert plugins.register("dashed")(frame) is frame
    assert plugins.plugins["dashed"] is frame


def test_a_name_is_taken_once():
    """A second plug-in of the same name is refused with a ValueError."""
    plugins.register("twice")(str.upper)
    with pytest.raises(ValueError, match="twice"):
        plugins.register("twice")(str.lower)


def test_an_unknown_name():
    """label raises KeyError for a name that nobody has registered."""
    with pytest.raises(KeyError):
        plugins.label("nobody", "rosa")


def test_nothing_is_wrapped():
    """A plug-in that fails is not covered up: its own exception comes through."""

    @plugins.register("broken")
    def broken(text: str) -> str:
        raise LookupError(text)

    with pytest.raises(LookupError, match="rosa"):
        plugins.label("broken", "rosa")


def test_each_plug_in_does_its_own_work():
    """label calls the plug-in of just that name, once, with the very text, and gives back the very text that it gave."""
    called, given = [], []

    class Words(str):
        """Text of a class of its own."""

    def plug_in(number: int):
        def work(words: str) -> str:
            called.append((number, words))
            given.append(Words(f"{number} {words}"))
            return given[-1]

        return work

    names = [f"plug-in {draw.randint(0, 10**9)}" for _ in range(6)]
    for number, name in enumerate(names):
        plugins.register(name)(plug_in(number))
    for number in draw.sample(range(6), 6):
        text = f"rosa {draw.randint(0, 10**9)}"
        called.clear()
        assert plugins.label(names[number], text) is given[-1]
        assert called == [(number, text)]


def test_a_refused_name_changes_nothing():
    """When a name is taken, the plug-in that had it keeps it."""
    plugins.register("kept")(str.upper)
    with pytest.raises(ValueError):
        plugins.register("kept")(str.lower)
    assert plugins.label("kept", "Rosa") == "ROSA"
