import inspect
import pickle
import sys
import types

import guard
import pytest

CODE = '''
from guard import needs

def plain(item: "str", *, count: "int" = 1) -> "str":
    """Counts things."""
    return f"{count} x {item}"

plain.unit = "box"
original = plain
plain = needs("count")(plain)

class Shelf:
    def __init__(self, label):
        self.label = label

    @needs("count")
    def fill(self, *, with_):
        """Fills it."""
        return f"{self.label}: {with_}"
'''


@pytest.fixture
def stock(monkeypatch):
    module = types.ModuleType("stock_of_the_check")
    monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.setattr(guard, "permissions", {"count"})
    exec(CODE, module.__dict__)
    return module


def test_the_name_is_its_own(stock):
    """A guarded function `plain` is called plain, by __name__ and by __qualname__."""
    assert stock.plain.__name__ == "plain"
    assert stock.plain.__qualname__ == "plain"


def test_the_docstring_is_its_own(stock):
    """The docstring of a guarded function is the one that its author wrote."""
    assert stock.plain.__doc__ == "Counts things."


def test_the_signature_is_its_own(stock):
    """inspect.signature shows the parameters of the function, not those of the wrapper."""
    assert str(inspect.signature(stock.plain)) == str(inspect.signature(stock.original))


def test_the_annotations_are_its_own(stock):
    """The annotations of the function are still there."""
    assert inspect.get_annotations(stock.plain) == {"item": "str", "count": "int", "return": "str"}


def test_the_module_and_the_attributes_are_its_own(stock):
    """__module__ names where the function was written, and attributes that it had (here, unit) are still there."""
    assert stock.plain.__module__ == "stock_of_the_check"
    assert getattr(stock.plain, "unit", "gone") == "box"


def test_there_is_a_way_back(stock):
    """__wrapped__ leads to the very function that was decorated."""
    assert getattr(stock.plain, "__wrapped__", None) is stock.original


def test_it_can_be_pickled(stock):
    """pickle finds a function by its module and name, so a guarded one goes through pickle and comes back itself."""
    assert pickle.loads(pickle.dumps(stock.plain)) is stock.plain


def test_arguments_arrive_as_they_were_given(stock):
    """Positional and keyword arguments reach the function, on methods too."""
    assert stock.plain("tea", count=3) == "3 x tea"
    assert stock.Shelf("top").fill(with_="jam") == "top: jam"


def test_it_still_guards(stock, monkeypatch):
    """Without the permission the function does not run: Forbidden is raised with the permission's name."""
    monkeypatch.setattr(guard, "permissions", set())
    with pytest.raises(guard.Forbidden, match="count"):
        stock.plain("tea")


def test_the_permission_is_looked_up_at_each_call(stock, monkeypatch):
    """A permission that is taken away after the decoration counts at the next call, and so does one that is given."""
    guarded = guard.needs("later")(lambda: "ran")
    with pytest.raises(guard.Forbidden):
        guarded()
    monkeypatch.setattr(guard, "permissions", {"later"})
    assert guarded() == "ran"
