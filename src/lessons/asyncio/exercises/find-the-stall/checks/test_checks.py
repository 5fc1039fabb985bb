import asyncio
import importlib
import random
import sys
import time
from dataclasses import dataclass, field

import ledger
import pytest
import stock

CHANCE = random.Random()
PAYMENT = 0.2


@dataclass
class Run:
    """What came of a few orders at once. Times are seconds since the first was handed over."""

    names: list
    numbers: dict = field(default_factory=dict)
    """The numbers that the ledger gave, which nobody can know without asking it."""
    reserved: dict = field(default_factory=dict)
    """When the warehouse was done with an order."""
    taken: list = field(default_factory=list)
    """Every call of reserve, as it was made."""
    recorded: list = field(default_factory=list)
    """Every call of record, as it was made."""
    again: int = 0
    """How often record was called for a second order of the same name."""
    asked: dict = field(default_factory=dict)
    """When the ledger was asked about an order."""
    receipts: list = field(default_factory=list)
    written: dict = field(default_factory=dict)
    """For each order, what the ledger had been asked when its receipt came."""
    seconds: dict = field(default_factory=dict)
    """When its receipt came."""
    beats: list = field(default_factory=list)
    shelf: dict = field(default_factory=dict)
    """How long the warehouse takes for each."""
    desk: dict = field(default_factory=dict)
    """How long the ledger takes for each."""


@pytest.fixture
def handled(monkeypatch):
    """A run of five orders with names, times and numbers that are made up anew."""
    goods = CHANCE.sample(["flour", "oil", "eggs", "jam", "peas", "honey", "yeast", "figs"], 5)
    run = Run([f"{one} {CHANCE.randrange(10, 100)}" for one in goods])
    run.shelf = {name: CHANCE.randrange(50, 900) / 1000 for name in run.names}
    run.desk = {name: CHANCE.randrange(400, 800) / 1000 for name in run.names}

    def record(order):
        """Writes an order into the ledger and gives its number."""
        run.recorded.append(order)
        run.asked.setdefault(order, time.monotonic() - began)
        time.sleep(run.desk.get(order, 0.5))
        number = f"L-{CHANCE.randrange(10**6, 10**7)}"
        return run.numbers.setdefault(order, number)

    async def reserve(order):
        run.taken.append(order)
        await asyncio.sleep(run.shelf.get(order, 0.5))
        run.reserved[order] = time.monotonic() - began

    async def beat():
        while True:
            run.beats.append(time.monotonic() - began)
            await asyncio.sleep(0.1)

    async def one(handle, order):
        receipt = await handle(order)
        run.written[order] = list(run.recorded)
        run.seconds[order] = time.monotonic() - began
        return receipt

    async def main(handle):
        beating = asyncio.create_task(beat())
        run.receipts = await asyncio.gather(*(one(handle, name) for name in run.names))
        # What was only begun by then comes to its end.
        await asyncio.sleep(5)
        beating.cancel()
        seen = run.recorded, run.taken, run.reserved
        run.recorded, run.taken, run.reserved = [], [], {}
        await handle(run.names[0])
        run.again = len(run.recorded)
        run.recorded, run.taken, run.reserved = seen

    monkeypatch.setattr(ledger, "record", record)
    monkeypatch.setattr(stock, "reserve", reserve)
    # Imported only now, so that it finds this ledger and this warehouse, in whatever way it imports them.
    monkeypatch.delitem(sys.modules, "orders", raising=False)
    orders = importlib.import_module("orders")
    began = time.monotonic()
    asyncio.run(main(orders.handle))
    return run


def test_the_heart_keeps_its_time(handled):
    """The heart beats every 0.1 s while orders are handled, so nothing may hold up the event loop."""
    beats = handled.beats
    longest_silence = round(max(later - earlier for earlier, later in zip(beats, beats[1:])), 3)
    assert longest_silence <= 0.1


def test_receipts(handled):
    """Each order gets the receipt that it got before, with the number that the ledger gave."""
    expected = [f"{name}: receipt {handled.numbers.get(name, 'of the ledger')}" for name in handled.names]
    assert [type(receipt) for receipt in handled.receipts] == [str] * len(expected)
    assert handled.receipts == expected


def test_each_order_is_in_the_ledger_once(handled):
    """The ledger is asked once for each order: its record() is called, and writes it down."""
    assert sorted(handled.recorded) == sorted(handled.names)
    assert handled.again == 1, (
        f"For a second order of the same thing the ledger was asked {handled.again} times"
    )


def test_the_ledger_comes_before_the_receipt(handled):
    """Nobody gets a receipt for an order that is not in the ledger yet."""
    missing = [name for name in handled.names if name not in handled.written[name]]
    assert missing == []


def test_each_order_takes_its_way(handled):
    """Each order is reserved, then paid (0.2 s), then written into the ledger: none of these is left out, or done beside another."""
    for name in handled.names:
        assert name in handled.reserved, f"{name} was never reserved"
        times = handled.taken.count(name)
        assert times == 1, f"{name} was reserved {times} times"
        if name in handled.asked:
            between = round(handled.asked[name] - handled.reserved[name], 3)
            assert between >= PAYMENT, (
                f"{name} was written down {between} s after it was reserved, so it was not paid by then"
            )
            if name == min(handled.asked, key=handled.asked.get):
                assert between == PAYMENT, f"{name} was paid for {between} s, and once takes {PAYMENT} s"
        least = round(handled.shelf[name] + PAYMENT + handled.desk[name], 3)
        took = round(handled.seconds[name], 3)
        assert took >= least, f"{name} needs {least} s in all, and its receipt came after {took} s"
