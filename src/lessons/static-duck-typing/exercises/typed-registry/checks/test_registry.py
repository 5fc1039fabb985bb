import plugins
import pytest
from callers import function, thing


def test_plug_ins_work():
    """Plug-ins that the type checker must pass do their work, under their name and by themselves."""
    assert function.one == "rosa*"
    assert function.three == "rosa***"
    assert thing.framed == "|rosa|"


def test_gives_back_the_very_thing():
    """register gives back the very object that it got."""
    frame = thing.Frame("-")
    assert plugins.register("dashed")(frame) is frame


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
