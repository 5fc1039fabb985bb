"""Fetches pages."""

import asyncio
import time


async def fetch_all(fetch, names, limit=3):
    door = asyncio.Semaphore(limit)

    async def one(name):
        async with door:
            return await fetch(name)

    return await asyncio.gather(*(one(n) for n in names), return_exceptions=True)
