"""Fetches pages."""

import asyncio
import time


async def fetch_all(fetch, names, limit=3):
    door = asyncio.Semaphore(limit)

    async def one(name):
        async with door:
            await fetch(name)
            return f"answer to {name}"

    async with asyncio.TaskGroup() as g:
        ts = [g.create_task(one(n)) for n in names]
    return [t.result() for t in ts]
