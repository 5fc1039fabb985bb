import ast
import asyncio
import inspect
from pathlib import Path

import pytest

import invoice

FUNCTIONS = ("parse", "with_tax", "invoice", "total")
GOOD = "bread;250;zero\nlamp;1999;standard\nfuel;4000;reduced"
MIXED = "bread;250;zero\nyacht;900;luxury\nlamp;1999;standard"


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_function_is_plain(name):
    """parse, with_tax, invoice and total are plain functions: `def`, not `async def`."""
    function = getattr(invoice, name)
    is_async = inspect.iscoroutinefunction(function) or inspect.isasyncgenfunction(function)
    assert not is_async


def test_asyncio_is_left_out():
    """Nothing imports asyncio any more, and nothing is awaited."""
    tree = ast.parse(Path(invoice.__file__).read_text())
    kinds = (ast.AsyncFunctionDef, ast.AsyncFor, ast.AsyncWith, ast.Await)
    left = [f"line {node.lineno}" for node in ast.walk(tree) if isinstance(node, kinds)]
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    names = [alias.name for node in imports for alias in node.names] + [
        getattr(node, "module", None) for node in imports
    ]
    assert left == []
    assert "asyncio" not in names


def test_what_each_item_comes_to():
    """Each item comes to what it came to before, in the order of the lines."""
    assert list(invoice.invoice(GOOD).items()) == [("bread", 250), ("lamp", 2399), ("fuel", 4200)]


def test_a_line_that_cannot_be_worked_out():
    """A line with an unknown rate gives its KeyError in its place, and the others are worked out all the same."""
    amounts = invoice.invoice(MIXED)
    assert list(amounts) == ["bread", "yacht", "lamp"]
    assert isinstance(amounts["yacht"], KeyError)
    assert (amounts["bread"], amounts["lamp"]) == (250, 2399)


def test_the_total_leaves_it_out():
    """The total is the sum of the lines that could be worked out."""
    assert invoice.total(MIXED) == 2649


def test_a_line_that_cannot_be_read():
    """A line that cannot be read still raises ValueError from invoice and from total."""
    with pytest.raises(ValueError):
        invoice.invoice("bread;250;zero\nlamp;cheap;standard")
    with pytest.raises(ValueError):
        invoice.total("bread")


def test_lines_are_read_one_at_a_time():
    """parse reads a line only when it is asked for: the first comes out although the second cannot be read."""
    first = next(iter(invoice.parse("bread;250;zero\nbroken")))
    assert first == ("bread", 250, "zero")


def test_it_can_be_called_where_a_loop_runs():
    """total can be called from code that runs in an event loop, as it needs none of its own."""

    async def caller():
        return invoice.total(GOOD)

    assert asyncio.run(caller()) == 6849
