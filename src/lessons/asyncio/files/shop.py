"""The services of a shop, modelled: a call is a wait of known length, as there are no sockets in a browser."""

import asyncio
import time

SECONDS = {"user": 1.0, "basket": 1.0, "prices": 1.0}


def fetch(name, seconds=None):
    """A plain call. Whoever calls it waits."""
    time.sleep(SECONDS.get(name, 1.0) if seconds is None else seconds)
    return f"{name} ok"


async def fetch_async(name, seconds=None):
    """The same call for asyncio. Whoever awaits it waits; the others go on."""
    await asyncio.sleep(SECONDS.get(name, 1.0) if seconds is None else seconds)
    return f"{name} ok"
