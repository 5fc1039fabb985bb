"""Handles orders, and beats every tenth of a second so that a watchdog knows it is alive."""

import asyncio
import time

from orders import handle


async def heartbeat(beats):
    while True:
        beats.append(time.monotonic())
        await asyncio.sleep(0.1)


async def main():
    beats = []
    beating = asyncio.create_task(heartbeat(beats), name="heartbeat")
    for receipt in await asyncio.gather(*(handle(order) for order in ("tea", "rice", "salt"))):
        print(receipt)
    beating.cancel()
    silence = max(later - earlier for earlier, later in zip(beats, beats[1:]))
    print(f"longest silence between two beats: {silence:.1f} s")


if __name__ == "__main__":
    asyncio.run(main())
