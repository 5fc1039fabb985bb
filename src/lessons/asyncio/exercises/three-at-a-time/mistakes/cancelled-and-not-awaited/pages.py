"""Fetches pages from a service that does not like to be hurried."""

import asyncio
import time


async def fetch_all(fetch, names, limit=3):
    """The answers of `await fetch(name)` for each name, in their order; never more than `limit` calls at once."""
    door = asyncio.Semaphore(limit)

    async def one(name):
        async with door:
            return await fetch(name)

    tasks = [asyncio.create_task(one(name)) for name in names]
    try:
        return [await task for task in tasks]
    except Exception:
        for task in tasks:
            task.cancel()
        raise


async def modelled(name):
    """Stands in for the service."""
    await asyncio.sleep(1)
    return f"{name} ok"


if __name__ == "__main__":
    names = [f"page {n}" for n in range(10)]
    print(asyncio.run(fetch_all(modelled, names)))
    print(f"{time.monotonic():.1f} s")
