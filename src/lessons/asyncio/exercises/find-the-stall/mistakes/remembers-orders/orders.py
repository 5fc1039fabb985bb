"""What happens to an order, from the shelf to the receipt."""

import asyncio

from ledger import record
from stock import reserve


CACHE = {}


async def handle(order):
    """Reserves and bills an order, and gives its receipt."""
    await reserve(order)
    return await bill(order)


async def bill(order):
    await asyncio.sleep(0.2)  # the payment service, modelled
    return await receipt_for(order)


async def receipt_for(order):
    if order not in CACHE:
        CACHE[order] = await asyncio.to_thread(record, order)
    number = CACHE[order]
    return f"{order}: receipt {number}"
