"""Fetches pages from a service that does not like to be hurried."""

import asyncio
import time


async def fetch_all(fetch, names, limit=3):
    """The answers of `await fetch(name)` for each name, in their order; never more than `limit` calls at once."""
    answers = []
    for start in range(0, len(names), limit):
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(fetch(name)) for name in names[start : start + limit]]
        answers += [task.result() for task in tasks]
    return answers


async def modelled(name):
    """Stands in for the service."""
    await asyncio.sleep(1)
    return f"{name} ok"


if __name__ == "__main__":
    names = [f"page {n}" for n in range(10)]
    print(asyncio.run(fetch_all(modelled, names)))
    print(f"{time.monotonic():.1f} s")
