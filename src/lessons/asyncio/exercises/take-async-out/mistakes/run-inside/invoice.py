"""Invoices: lines of text in, pence out."""

import asyncio

RATES = {"standard": 0.2, "reduced": 0.05, "zero": 0.0}


def parse(text):
    """Gives (item, pence, rate) for each line `item;pence;rate`, one at a time. Empty lines are left out."""
    for line in text.splitlines():
        if line.strip():
            item, pence, rate = line.split(";")
            yield item.strip(), int(pence), rate.strip()


def with_tax(pence, rate):
    """What an amount comes to with tax, in whole pence."""
    return round(pence * (1 + RATES[rate]))


async def amount(pence, rate):
    return with_tax(pence, rate)


async def amounts(lines):
    return await asyncio.gather(
        *(amount(pence, rate) for _, pence, rate in lines), return_exceptions=True
    )


def invoice(text):
    """What each item comes to, in the order of the lines."""
    lines = list(parse(text))
    return {item: pence for (item, _, _), pence in zip(lines, asyncio.run(amounts(lines)))}


def total(text):
    """The sum of all lines that could be worked out."""
    return sum(amount for amount in invoice(text).values() if isinstance(amount, int))
