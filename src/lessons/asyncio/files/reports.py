"""Reports for accounting, written before anybody here had heard of asyncio."""

import time


def slow_function():
    return render(["rent", "wages", "tea"])


def render(lines):
    time.sleep(1)
    return f"report of {len(lines)} lines"
