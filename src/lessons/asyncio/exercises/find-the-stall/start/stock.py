"""The warehouse, which answers in its own time."""

import asyncio


async def reserve(order):
    await asyncio.sleep(0.1 * len(order))
