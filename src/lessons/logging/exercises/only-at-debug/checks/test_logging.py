import logging
import random

import packing
import pytest

CHANCE = random.Random()
LOGGER, PARENT = logging.getLogger("depot.packing"), logging.getLogger("depot")


def order(letters):
    """An order with a number and things that are made up anew; a letter weighs 0.1 kg."""
    text = "".join(CHANCE.choices("abcdefghij", k=letters))
    cut = CHANCE.randrange(letters + 1)
    return {"id": CHANCE.randrange(100, 10**6), "items": [part for part in (text[:cut], text[cut:]) if part]}


def some():
    """Orders that leave all the lines there are: light, empty, just not too heavy, just too heavy, heavy."""
    return [order(letters) for letters in (CHANCE.randrange(1, 20), 0, 20, 21, CHANCE.randrange(30, 90))]


def lines_of(one, picture):
    """What was logged about an order before anybody mended the logging, as level and message."""
    weight = sum(map(len, one["items"])) / 10
    yield logging.INFO, f"packing order {one['id']}"
    yield logging.DEBUG, f"bench: {picture}"
    if weight > 2:
        yield logging.WARNING, f"order {one['id']} weighs {weight:.2f} kg"
    if not one["items"]:
        yield logging.ERROR, f"order {one['id']} has nothing in it"


class Kept(logging.Handler):
    """Reads each record once, as it comes."""

    def __init__(self):
        super().__init__()
        self.records = []
        self.lines = []

    def emit(self, record):
        self.records.append(record)
        self.lines.append((record.levelno, record.getMessage()))


class Bench:
    """Stands in for picture: notes for which orders it was called, and returns what nobody can make up."""

    def __init__(self):
        self.calls = []
        self.pictures = []

    def __call__(self, order):
        self.calls.append(order["id"])
        self.pictures.append(f"picture {CHANCE.randrange(10**9)}")
        return self.pictures[-1]


@pytest.fixture
def packed(monkeypatch):
    """Packs orders while the logger, or the one above it, is at a level; gives what was logged and the bench."""
    monkeypatch.setattr(LOGGER, "propagate", False)
    before = LOGGER.level, PARENT.level

    def run(orders, level, above=logging.NOTSET, disabled=logging.NOTSET):
        kept, bench = Kept(), Bench()
        monkeypatch.setattr(packing, "picture", bench)
        LOGGER.setLevel(level)
        PARENT.setLevel(above)
        logging.disable(disabled)
        # In place of pytest's own, which would format each record once more.
        others, LOGGER.handlers = LOGGER.handlers, [kept]
        try:
            for one in orders:
                packing.pack(one)
        finally:
            LOGGER.handlers = others
            logging.disable(logging.NOTSET)
        return kept, bench

    yield run
    LOGGER.setLevel(before[0])
    PARENT.setLevel(before[1])


@pytest.mark.parametrize("level", ["INFO", "WARNING", "ERROR", logging.DEBUG + 5])
def test_nothing_is_called_for_nothing(packed, level):
    """Above DEBUG, picture must not be called: nobody would read what it returns."""
    _, bench = packed(some(), level)
    assert len(bench.calls) == 0, f"At {level}, picture was called {len(bench.calls)} times for 5 orders"


def test_nothing_is_called_where_the_logger_above_decides(packed):
    """A logger without a level of its own has that of the one above it: where that is INFO, picture must not be called."""
    _, bench = packed(some(), "NOTSET", above="INFO")
    assert len(bench.calls) == 0, f"Picture was called {len(bench.calls)} times for 5 orders"


@pytest.mark.parametrize("disabled", ["DEBUG", "WARNING"])
def test_nothing_is_called_where_logging_is_switched_off(packed, disabled):
    """logging.disable switches a level off for all loggers, whatever their own: then picture must not be called either."""
    _, bench = packed(some(), "DEBUG", disabled=disabled)
    told = f"After logging.disable({disabled}), at DEBUG, picture was called {len(bench.calls)} times for 5 orders"
    assert len(bench.calls) == 0, told


@pytest.mark.parametrize(
    ("level", "above"), [("DEBUG", "NOTSET"), (logging.DEBUG - 5, "NOTSET"), ("NOTSET", "DEBUG")]
)
def test_the_picture_comes_at_debug(packed, level, above):
    """At DEBUG, picture must be called once for each order, and the line must say what it returned."""
    orders = some()
    kept, bench = packed(orders, level, above)
    assert bench.calls == [one["id"] for one in orders]
    lines = [message for level, message in kept.lines if level == logging.DEBUG]
    assert lines == [f"bench: {picture}" for picture in bench.pictures]


@pytest.mark.parametrize("level", [logging.DEBUG, logging.INFO, logging.WARNING, logging.ERROR])
def test_the_log_reads_as_before(packed, level):
    """Whoever reads the log must find the same lines at the same levels, in the same order."""
    orders = some()
    kept, bench = packed(orders, level)
    pictures = [*bench.pictures, *[""] * len(orders)]
    expected = [line for one, picture in zip(orders, pictures) for line in lines_of(one, picture)]
    seen = [f"{logging.getLevelName(at)} {message}" for at, message in kept.lines]
    assert seen == [f"{logging.getLevelName(at)} {message}" for at, message in expected if at >= level]


@pytest.mark.parametrize("level", ["DEBUG", "INFO", "CRITICAL"])
def test_the_work_is_still_done(packed, level):
    """pack must return the weight at every level."""
    packed([], level)
    for one in some():
        assert packing.pack(one) == sum(map(len, one["items"])) / 10


FIXED = {
    logging.INFO: ["packing order"],
    logging.DEBUG: ["bench:"],
    logging.WARNING: ["order", "weighs", "kg"],
    logging.ERROR: ["order", "has nothing in it"],
}


@pytest.mark.parametrize("level", ["DEBUG", "INFO"])
def test_templates_are_constant(packed, level):
    """Two orders that differ in number, items and weight must leave the same templates."""
    first, _ = packed([order(30), order(0)], level)
    second, _ = packed([order(80), order(0)], level)
    for one, two in zip(first.records, second.records, strict=True):
        assert type(one.msg) is str, f"The template is no text but {one.msg!r}"
        assert one.msg == two.msg, f"One line, two templates: {one.msg!r} and {two.msg!r}"


def test_templates_hold_the_words(packed):
    """What is the same each time belongs in the template, and only the values in the arguments."""
    kept, _ = packed(some(), "DEBUG")
    for record in kept.records:
        missing = [words for words in FIXED[record.levelno] if words not in str(record.msg)]
        assert missing == [], (
            f"The template is {record.msg!r}, and {missing[0]!r} comes with the arguments {record.args!r}"
        )
