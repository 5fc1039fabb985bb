import inspect
import pickle
import sys
import types
import zlib
from pathlib import Path
from random import Random

import guard
import pytest

# The permission's name follows from the answer: nobody can write it in, and the same answer is always judged alike.
NUMBER = Random(zlib.crc32(Path("guard.py").read_bytes())).randint(100, 999)
PERMISSION = f"count-{NUMBER}"
UNIT = f"unit_{NUMBER}"

CODE = '''
from guard import needs

ran = []

def plain(item: "str", *, count: "int" = 1) -> "str":
    """Counts things."""
    ran.append((item, count))
    if isinstance(item, Exception):
        raise item
    return (item, count)

setattr(plain, unit, "box")
original = plain
plain = needs(permission)(plain)

class Shelf:
    def __init__(self, label):
        self.label = label

    @needs(permission)
    def fill(self, *, with_):
        """Fills it."""
        return f"{self.label}: {with_}"
'''


@pytest.fixture
def stock(monkeypatch):
    module = types.ModuleType("stock_of_the_check")
    module.permission, module.unit = PERMISSION, UNIT
    monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.setattr(guard, "permissions", {PERMISSION})
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
    """__module__ names where the function was written, and attributes that it had (here, a unit) are still there, and no others."""
    assert stock.plain.__module__ == "stock_of_the_check"
    assert getattr(stock.plain, UNIT, "gone") == "box"
    bare = guard.needs(PERMISSION)(lambda: None)
    assert not hasattr(bare, UNIT)


def test_a_call_changes_nothing_about_it(stock, monkeypatch):
    """Who it is stands from the decoration on: a call, let through or refused, changes nothing about it or about the original."""

    def seen():
        return {
            f"{name} of the {whose}": value
            for whose, one in [("guarded function", stock.plain), ("original", stock.original)]
            for name, value in [
                *(
                    (name, getattr(one, name))
                    for name in ("__name__", "__qualname__", "__doc__", "__module__")
                ),
                *vars(one).items(),
            ]
        }

    def changed():
        after = seen()
        return [name for name in before | after if before.get(name) is not after.get(name)]

    setattr(stock.plain, UNIT, "crate")
    stock.plain.__doc__ = "Counts crates."
    before = seen()
    stock.plain("tea")
    assert changed() == [], f"A call changed {', '.join(changed())}"
    monkeypatch.setattr(guard, "permissions", set())
    with pytest.raises(guard.Forbidden):
        stock.plain("tea")
    assert changed() == [], f"A call changed {', '.join(changed())}"


def test_there_is_a_way_back(stock):
    """__wrapped__ leads to the very function that was decorated."""
    assert getattr(stock.plain, "__wrapped__", None) is stock.original


def test_it_can_be_pickled(stock):
    """pickle finds a function by its module and name, so a guarded one goes through pickle and comes back itself."""
    assert pickle.loads(pickle.dumps(stock.plain)) is stock.plain


def test_arguments_and_result_pass_through(stock):
    """Positional and keyword arguments reach the function, on methods too, and the very object that it returns comes back."""
    item = object()
    assert stock.plain(item, count=3) == (item, 3)
    assert stock.plain(item)[0] is item
    assert stock.plain(None, count=0) == (None, 0)
    assert stock.Shelf("top").fill(with_="jam") == "top: jam"


def test_it_runs_once(stock):
    """One call of a guarded function runs the function once."""
    stock.plain("tea", count=2)
    assert stock.ran == [("tea", 2)]


def test_its_exceptions_come_out(stock):
    """An exception that the function raises goes on as it came."""
    error = LookupError("no tea")
    with pytest.raises(LookupError) as caught:
        stock.plain(error)
    assert caught.value is error


# A permission is had or not had: one that is like it, or begins like it, is another.
@pytest.mark.parametrize(
    "others", [set(), {PERMISSION + "0"}, {PERMISSION[:-1], "count"}, {"sell", "refund"}]
)
def test_it_still_guards(stock, monkeypatch, others):
    """Without just this permission the function does not run at all: Forbidden is raised with the permission's name."""
    monkeypatch.setattr(guard, "permissions", others)
    with pytest.raises(guard.Forbidden) as caught:
        stock.plain("tea")
    assert PERMISSION in str(caught.value)
    assert stock.ran == []


def test_the_permission_is_looked_up_at_each_call(stock, monkeypatch):
    """A permission that is taken away after the decoration counts at the next call, and so does one that is given."""
    guarded = guard.needs("later")(lambda: "ran")
    with pytest.raises(guard.Forbidden):
        guarded()
    monkeypatch.setattr(guard, "permissions", {"later"})
    assert guarded() == "ran"
    monkeypatch.setattr(guard, "permissions", {"sell"})
    with pytest.raises(guard.Forbidden):
        guarded()
