"""Fetches pages."""

import asyncio
import time


async def fetch_all(fetch, names, limit=3):
    out = [None] * len(names)

    async def lane(k):
        for i in range(k, len(names), limit):
            out[i] = await fetch(names[i])

    async with asyncio.TaskGroup() as g:
        for k in range(limit):
            g.create_task(lane(k))
    return out
