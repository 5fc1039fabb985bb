"""Fetches pages from a service that does not like to be hurried."""

import asyncio
import time


async def fetch_all(fetch, names, limit=3):
    """The answers of `await fetch(name)` for each name, in their order; never more than `limit` calls at once."""
    door = asyncio.Semaphore(limit)

    async def one(name):
        async with door:
            try:
                return await fetch(name)
            except Exception:
                return await fetch(name)

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(one(name)) for name in names]
    return [task.result() for task in tasks]


async def modelled(name):
    """Stands in for the service."""
    await asyncio.sleep(1)
    return f"{name} ok"


if __name__ == "__main__":
    names = [f"page {n}" for n in range(10)]
    print(asyncio.run(fetch_all(modelled, names)))
    print(f"{time.monotonic():.1f} s")
