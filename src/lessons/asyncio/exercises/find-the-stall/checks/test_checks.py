import asyncio
import time

import ledger
import orders

NAMES = ["flour", "oil", "eggs", "jam"]


async def beat(beats):
    while True:
        beats.append(time.monotonic())
        await asyncio.sleep(0.1)


def handled():
    """Receipts, beats, ledger as each receipt came, and seconds, of four orders at once."""
    ledger.ENTRIES.clear()
    beats, written = [], {}

    async def one(order):
        receipt = await orders.handle(order)
        written[order] = list(ledger.ENTRIES)
        return receipt

    async def main():
        beating = asyncio.create_task(beat(beats))
        began = time.monotonic()
        receipts = await asyncio.gather(*(one(name) for name in NAMES))
        seconds = time.monotonic() - began
        beating.cancel()
        return receipts, seconds

    receipts, seconds = asyncio.run(main())
    return receipts, beats, written, seconds


def test_the_heart_keeps_its_time():
    """The heart beats every 0.1 s while orders are handled, so nothing may hold up the event loop."""
    _, beats, _, seconds = handled()
    longest_silence = round(max(b - a for a, b in zip(beats, [*beats[1:], seconds])), 3)
    assert longest_silence <= 0.1


def test_receipts():
    """Each order gets the receipt that it got before, with the number that the ledger gave."""
    receipts, _, _, _ = handled()
    assert receipts == [f"{name}: receipt L-{name.upper()}" for name in NAMES]


def test_each_order_is_in_the_ledger_once():
    """Each order is written into the ledger once."""
    handled()
    assert sorted(ledger.ENTRIES) == sorted(NAMES)


def test_the_ledger_comes_before_the_receipt():
    """Nobody gets a receipt for an order that is not in the ledger yet."""
    _, _, written, _ = handled()
    missing = [name for name in NAMES if name not in written[name]]
    assert missing == []


def test_the_ledger_is_still_asked():
    """The ledger takes half a second for each order, and still has to be asked: its record() is to be called."""
    _, _, _, seconds = handled()
    assert seconds >= 1.1
