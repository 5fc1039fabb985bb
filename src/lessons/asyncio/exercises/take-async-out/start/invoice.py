"""Invoices: lines of text in, pence out."""

import asyncio

RATES = {"standard": 0.2, "reduced": 0.05, "zero": 0.0}


async def parse(text):
    """Gives (item, pence, rate) for each line `item;pence;rate`, one at a time. Empty lines are left out."""
    for line in text.splitlines():
        await asyncio.sleep(0)
        if line.strip():
            item, pence, rate = line.split(";")
            yield item.strip(), int(pence), rate.strip()


async def with_tax(pence, rate):
    """What an amount comes to with tax, in whole pence."""
    return round(pence * (1 + RATES[rate]))


async def invoice(text):
    """What each item comes to, in the order of the lines."""
    lines = [line async for line in parse(text)]
    amounts = await asyncio.gather(
        *(with_tax(pence, rate) for _, pence, rate in lines), return_exceptions=True
    )
    return {item: amount for (item, _, _), amount in zip(lines, amounts)}


async def total(text):
    """The sum of all lines that could be worked out."""
    async with asyncio.Lock():
        amounts = await invoice(text)
        return sum(amount for amount in amounts.values() if isinstance(amount, int))
