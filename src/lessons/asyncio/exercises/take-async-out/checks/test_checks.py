import ast
import asyncio
import inspect
import random
from pathlib import Path

import pytest

import invoice

CHANCE = random.Random()
FUNCTIONS = ("parse", "with_tax", "invoice", "total")
RATES = {"standard": 0.2, "reduced": 0.05, "zero": 0.0}
ITEMS = ["bread", "lamp", "fuel", "coat", "chair", "stamp", "plum", "kettle", "rope", "brush", "vase", "glue"]


def lines(count, rates=tuple(RATES)):
    """As many items, with prices and rates that are made up anew."""
    items = CHANCE.sample(ITEMS, count)
    return [(item, CHANCE.randrange(1, 5000), CHANCE.choice(rates)) for item in items]


def written(those):
    """As text, with blanks and empty lines here and there."""
    blank = ["", "   ", "\t"]
    text = []
    for item, pence, rate in those:
        text += [CHANCE.choice(blank)] * CHANCE.randrange(2)
        text.append(CHANCE.choice([f"{item};{pence};{rate}", f" {item} ; {pence};{rate} "]))
    return "\n".join([*text, ""])


def comes_to(pence, rate):
    return round(pence * (1 + RATES[rate]))


def unknown_rate():
    return CHANCE.choice(["luxury", "double", "export", "half"])


def with_an_odd_one(count):
    """Lines of which one has a rate that nobody knows, and where it stands."""
    those = lines(count)
    place = CHANCE.randrange(1, count - 1)
    those[place] = (those[place][0], those[place][1], unknown_rate())
    return those, place


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_function_is_plain(name):
    """parse, with_tax, invoice and total are plain functions: `def`, not `async def`, and what they give needs no await."""
    function = getattr(invoice, name)
    is_async = inspect.iscoroutinefunction(function) or inspect.isasyncgenfunction(function)
    assert not is_async
    given = function(100, "zero") if name == "with_tax" else function("tea;100;zero")
    needs_await = inspect.isawaitable(given) or inspect.isasyncgen(given)
    assert not needs_await


def test_asyncio_is_left_out():
    """Nothing imports asyncio any more, and nothing is awaited."""
    tree = ast.parse(Path(invoice.__file__).read_text())
    kinds = (ast.AsyncFunctionDef, ast.AsyncFor, ast.AsyncWith, ast.Await)
    left = [f"line {node.lineno}" for node in ast.walk(tree) if isinstance(node, kinds)]
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    names = [alias.name for node in imports for alias in node.names]
    names += [getattr(node, "module", None) or "" for node in imports]
    # A name that is handed to __import__ or import_module is a text.
    texts = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    imports_asyncio = "asyncio" in [name.split(".")[0] for name in names] or "asyncio" in texts
    assert left == []
    assert not imports_asyncio


def test_what_an_amount_comes_to():
    """with_tax gives whole pence, rounded as before, and a KeyError for a rate that it does not know."""
    amounts = [(CHANCE.randrange(10_000), rate) for rate in RATES for _ in range(20)]
    # Halves of a penny, which round() takes to the even one.
    amounts += [(CHANCE.randrange(10, 10_000, 40), "reduced") for _ in range(5)]
    for pence, rate in amounts:
        given = invoice.with_tax(pence, rate)
        assert type(given) is int
        assert given == comes_to(pence, rate), f"with_tax({pence}, {rate!r}) is wrong"
    with pytest.raises(KeyError):
        invoice.with_tax(100, unknown_rate())


def test_what_each_item_comes_to():
    """invoice gives a dictionary: each item comes to what it came to before, in the order of the lines."""
    for count in (1, 4, 9):
        those = lines(count)
        amounts = invoice.invoice(written(those))
        assert type(amounts) is dict
        expected = [(item, comes_to(pence, rate)) for item, pence, rate in those]
        assert list(amounts.items()) == expected


def test_a_line_that_cannot_be_worked_out():
    """A line with an unknown rate gives its KeyError in its place, and the others are worked out all the same."""
    for _ in range(3):
        those, place = with_an_odd_one(6)
        amounts = invoice.invoice(written(those))
        assert list(amounts) == [item for item, _, _ in those]
        odd, _, rate = those.pop(place)
        error = amounts.pop(odd)
        assert type(error) is KeyError, f"In its place stands {error!r}"
        assert error.args == (rate,)
        assert list(amounts.items()) == [(item, comes_to(pence, rate)) for item, pence, rate in those]


def test_whatever_keeps_a_line_from_being_worked_out():
    """Any Exception stands in the place of its amount: that of an amount too large to be reckoned with, too."""
    for _ in range(3):
        those, place = with_an_odd_one(6)
        item = those[place][0]
        those[place] = (item, 10 ** CHANCE.randrange(310, 400), CHANCE.choice(list(RATES)))
        amounts = invoice.invoice(written(those))
        assert list(amounts) == [item for item, _, _ in those]
        error = amounts.pop(item)
        assert type(error) is OverflowError, f"In its place stands {error!r}"
        total = invoice.total(written(those))
        those.pop(place)
        expected = [(item, comes_to(pence, rate)) for item, pence, rate in those]
        assert list(amounts.items()) == expected
        assert total == sum(amount for _, amount in expected)


def test_an_item_that_comes_twice():
    """An item that stands on two lines has one amount, that of the later line, in the place of the earlier one, and counts once in the total."""
    for _ in range(3):
        those = lines(6)
        twice, other = CHANCE.sample(range(5), 2)
        again = (those[twice][0], those[twice][1] + CHANCE.randrange(100, 900), "zero")
        text = written([*those, again, (those[other][0], 1, unknown_rate())])
        expected = {item: comes_to(pence, rate) for item, pence, rate in [*those, again]}
        total = sum(amount for item, amount in expected.items() if item != those[other][0])
        amounts = invoice.invoice(text)
        assert list(amounts) == list(expected)
        assert type(amounts.pop(those[other][0])) is KeyError
        expected.pop(those[other][0])
        assert amounts == expected
        assert invoice.total(text) == total


def test_an_interrupt_is_no_answer(monkeypatch):
    """Ctrl-C while an amount is worked out stops the program: only an Exception stands in an amount's place."""

    def stops(*_):
        raise KeyboardInterrupt

    class Stops(dict):
        __getitem__ = __contains__ = get = stops

    monkeypatch.setattr(invoice, "RATES", Stops(RATES), raising=False)
    monkeypatch.setattr(invoice, "with_tax", stops)
    for function in (invoice.invoice, invoice.total):
        with pytest.raises(KeyboardInterrupt):
            function(written(lines(2)))


def test_the_total_leaves_it_out():
    """The total is the sum of the lines that could be worked out, and 0 where there are none."""
    for _ in range(3):
        those, place = with_an_odd_one(7)
        text = written(those)
        those.pop(place)
        given = invoice.total(text)
        assert type(given) is int
        assert given == sum(comes_to(pence, rate) for _, pence, rate in those)
    assert invoice.total("\n") == 0


@pytest.mark.parametrize("broken", ["lamp;cheap;standard", "bread", "rope;1;zero;twice"])
def test_a_line_that_cannot_be_read(broken):
    """A line that cannot be read still raises ValueError from invoice and from total, wherever it stands."""
    those, _ = with_an_odd_one(5)
    text = written(those).split("\n")
    text.insert(CHANCE.randrange(len(text)), broken)
    for function in (invoice.invoice, invoice.total):
        with pytest.raises(ValueError):
            function("\n".join(text))


def test_what_parse_gives():
    """parse gives (item, pence, rate) for each line, without the blanks around them, and leaves empty lines out."""
    those, _ = with_an_odd_one(6)
    assert list(invoice.parse(written(those))) == those


def test_lines_are_read_one_at_a_time():
    """parse reads a line only when it is asked for: those before a line that cannot be read come out, and only then the ValueError."""
    those = lines(3)
    reading = iter(invoice.parse("\n".join([*(f"{i};{p};{r}" for i, p, r in those), "broken"])))
    for one in those:
        assert next(reading) == one
    with pytest.raises(ValueError):
        next(reading)


def test_it_can_be_called_where_a_loop_runs():
    """total can be called from code that runs in an event loop, as it needs none of its own."""
    those = lines(3)

    async def caller():
        return invoice.total(written(those))

    assert asyncio.run(caller()) == sum(comes_to(pence, rate) for _, pence, rate in those)
