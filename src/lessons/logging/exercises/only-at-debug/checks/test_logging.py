import logging

import packing
import pytest

LIGHT = {"id": 7, "items": ["tea", "jam"]}
HEAVY = {"id": 8, "items": ["a very large copper kettle"]}
EMPTY = {"id": 9, "items": []}


class Kept(logging.Handler):
    def __init__(self):
        super().__init__()
        self.records = []

    def emit(self, record):
        self.format(record)
        self.records.append(record)


@pytest.fixture
def packed(monkeypatch):
    """Packs orders at a level, and gives the records and the calls of picture."""
    original = packing.picture
    seen = []

    def counted(order):
        seen.append(order["id"])
        return original(order)

    monkeypatch.setattr(packing, "picture", counted)
    logger = logging.getLogger("depot.packing")
    monkeypatch.setattr(logger, "propagate", False)
    before = logger.level

    def run(level, *orders):
        handler = Kept()
        logger.addHandler(handler)
        logger.setLevel(level)
        seen.clear()
        try:
            for order in orders:
                packing.pack(order)
        finally:
            logger.removeHandler(handler)
        return handler.records, list(seen)

    yield run
    logger.setLevel(before)


@pytest.mark.parametrize("level", ["INFO", "WARNING", "ERROR"])
def test_nothing_is_called_for_nothing(packed, level):
    """Above DEBUG, picture must not be called: nobody would read what it returns."""
    _, calls = packed(level, LIGHT, HEAVY, EMPTY)
    assert len(calls) == 0, f"at {level}, picture was called {len(calls)} times for 3 orders"


def test_the_picture_comes_at_debug(packed):
    """At DEBUG, picture must be called for each order, and the line must say what it returned."""
    records, calls = packed("DEBUG", LIGHT, HEAVY)
    assert calls == [7, 8], f"picture was called for the orders {calls}"
    lines = [record.getMessage() for record in records if record.levelname == "DEBUG"]
    assert lines == ["bench: tea@0 jam@1", "bench: a very large copper kettle@0"]


def test_the_log_reads_as_before(packed):
    """Whoever reads the log must find the same lines at the same levels."""
    records, _ = packed("INFO", LIGHT, HEAVY, EMPTY)
    assert [(record.levelname, record.getMessage()) for record in records] == [
        ("INFO", "packing order 7"),
        ("INFO", "packing order 8"),
        ("WARNING", "order 8 weighs 2.60 kg"),
        ("INFO", "packing order 9"),
        ("ERROR", "order 9 has nothing in it"),
    ]


def test_the_work_is_still_done(monkeypatch):
    """pack must return the weight at every level."""
    logger = logging.getLogger("depot.packing")
    before = logger.level
    try:
        for level in ("DEBUG", "CRITICAL"):
            logger.setLevel(level)
            assert packing.pack(HEAVY) == 2.6
    finally:
        logger.setLevel(before)


@pytest.mark.parametrize("level", ["DEBUG", "INFO"])
def test_templates_are_constant(packed, level):
    """Two orders that differ in number, items and weight must leave the same templates."""
    first, _ = packed(level, HEAVY, EMPTY)
    other = {"id": 4711, "items": ["another thing altogether, and a heavy one"]}
    second, _ = packed(level, other, {"id": 4712, "items": []})
    for one, two in zip(first, second, strict=True):
        assert type(one.msg) is str, f"the template is no text but {one.msg!r}"
        assert one.msg == two.msg, f"one line, two templates: {one.msg!r} and {two.msg!r}"
