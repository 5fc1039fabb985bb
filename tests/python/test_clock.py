"""The virtual clock: time that passes only by waiting, told alike by everything that tells the time, and put back afterwards."""

import dataclasses
import time

import pytest

from classroom import clock

ALIKE = """
import asyncio, time
async def main():
    loop = asyncio.get_running_loop()
    began = loop.time(), time.monotonic(), time.perf_counter(), time.time(), time.monotonic_ns() / 1e9
    await asyncio.sleep(6.7)
    time.sleep(2.8)
    try:
        async with asyncio.timeout(0.5):
            await asyncio.sleep(60)
    except TimeoutError:
        pass
    ended = loop.time(), time.monotonic(), time.perf_counter(), time.time(), time.monotonic_ns() / 1e9
    return {round(b - a, 6) for a, b in zip(began, ended)}
asyncio.run(main())
"""


def virtual(classroom, code, **more):
    report = classroom.cell(code, clock="virtual", **more)
    assert report["exception"] is None, report["exception"]["full"]
    return report["value"]["text"] if report["value"] else None


def test_ten_seconds_are_exact_and_everything_that_tells_the_time_agrees(classroom):
    report = classroom.cell(ALIKE, clock="virtual")

    assert report["value"]["text"] == "{10.0}"
    assert report["seconds"] < 2


def test_it_begins_at_nought_and_counts_in_nanoseconds(classroom):
    code = "import time\nfor _ in range(3): time.sleep(0.1)\ntime.monotonic(), time.perf_counter_ns()"

    assert virtual(classroom, code) == "(0.3, 300000000)"


BEGINNING = """import asyncio, time
async def loop_time(): return asyncio.get_running_loop().time()
told = [time.monotonic(), time.monotonic_ns() / 1e9, time.perf_counter(), time.perf_counter_ns() / 1e9, asyncio.run(loop_time())]
max(told) < 30 and min(told) >= 0"""


def _later(tells, by):
    return lambda: tells() + by


@pytest.mark.parametrize("name", ["real", "virtual"])
def test_a_run_that_names_its_clock_counts_from_its_own_beginning(classroom, name, monkeypatch):
    late = dataclasses.replace(
        clock.real,
        monotonic=_later(clock.real.monotonic, 128.7),
        monotonic_ns=_later(clock.real.monotonic_ns, 128_700_000_000),
        perf_counter=_later(clock.real.perf_counter, 1e4),
        perf_counter_ns=_later(clock.real.perf_counter_ns, 10**13),
    )
    monkeypatch.setattr(clock, "real", late)

    assert classroom.cell(BEGINNING, clock=name)["value"]["text"] == "True"


def test_a_run_that_names_no_clock_goes_on_from_the_run_before(classroom):
    classroom.cell("import time\nbegan = time.monotonic()", clock=None)
    report = classroom.cell("0 <= time.monotonic() - began < 60", clock=None)

    assert report["value"]["text"] == "True"


def test_computing_takes_no_time(classroom):
    code = "import time\na = time.perf_counter()\nsum(range(200_000))\ntime.perf_counter() - a"

    assert virtual(classroom, code) == "0.0"


def test_two_runs_are_the_same(classroom):
    code = """
import asyncio, random
seen = []
async def worker(n, rng):
    for _ in range(5):
        await asyncio.sleep(rng.random() / 10)
        seen.append((n, asyncio.get_running_loop().time(), asyncio.current_task().get_name()))
async def main():
    async with asyncio.TaskGroup() as group:
        for n in range(10): group.create_task(worker(n, random.Random(n)))
asyncio.run(main())
repr(seen)
"""
    assert virtual(classroom, code) == virtual(classroom, code)


def test_who_asks_for_the_time_until_it_is_late_does_not_hang(classroom):
    code = "import time\nend = time.monotonic() + 0.5\nwhile time.monotonic() < end: pass\ntime.monotonic()"

    assert 0.5 <= float(virtual(classroom, code)) < 0.51


def test_a_loop_that_turns_until_a_timer_runs_does_not_hang(classroom):
    code = """
import asyncio
async def main():
    done = []
    asyncio.get_running_loop().call_later(0.05, done.append, 1)
    while not done: await asyncio.sleep(0)
    return round(asyncio.get_running_loop().time(), 3)
asyncio.run(main())
"""
    assert 0.05 <= float(virtual(classroom, code)) < 0.06


ENDLESS = {
    "a task that waits for ever": (
        "import asyncio\nasync def main():\n    while True:\n        await asyncio.sleep(1)\nasyncio.run(main())",
        4,
        "the program has waited 5,000 times, 5,000 seconds in all, and is not done (main at cell.py:4)",
    ),
    "a program that sleeps for ever": (
        "import time\nwhile True:\n    time.sleep(1)",
        3,
        "waited 5,000 times",
    ),
    "a loop that asks for ever": (
        "import time\nwhile time.monotonic() < 1e9:\n    pass",
        2,
        "asked for the time 200,000 times in a row",
    ),
}


@pytest.mark.parametrize("name", ENDLESS)
def test_what_never_ends_is_told_with_its_line(classroom, name):
    code, line, words = ENDLESS[name]
    exception = classroom.cell(code, clock="virtual")["exception"]

    assert exception["type"] == "classroom.clock.EndlessError"
    assert exception["message"].startswith("the program has")
    assert words in exception["message"]
    assert exception["at"]["line"] == line
    assert exception["friendly"].startswith("The program waits again and again")


def test_a_thread_keeps_nobody_waiting(classroom):
    code = """
import asyncio, time
seen = []
async def ticks():
    for _ in range(2):
        await asyncio.sleep(1)
        seen.append(f"tick {time.monotonic()}")
def slow():
    time.sleep(1.5)
    return time.monotonic()
async def main():
    async with asyncio.TaskGroup() as group:
        group.create_task(ticks())
        answer = await asyncio.to_thread(slow)
        seen.append(f"thread {answer} {time.monotonic()}")
asyncio.run(main())
seen
"""
    assert virtual(classroom, code) == "['tick 1.0', 'thread 1.5 1.5', 'tick 2.0']"


def test_a_thread_that_is_no_longer_wanted_is_not_waited_for(classroom):
    code = """
import asyncio, time
async def main():
    try:
        async with asyncio.timeout(1): await asyncio.to_thread(time.sleep, 5)
    except TimeoutError: return time.monotonic()
asyncio.run(main())
"""
    assert virtual(classroom, code) == "1.0"


def test_the_real_clock_is_back_after_the_run_also_for_who_kept_a_function(classroom):
    classroom.cell("from time import monotonic, perf_counter as kept\n1 / 0", clock="virtual")
    before = clock.real.monotonic()

    assert classroom.cell("from math import isclose\nkept() > 0 and monotonic()")["value"]["text"] != "False"
    assert before <= time.monotonic() <= clock.real.monotonic() + 1
    assert clock.holder.current.virtual is False


def test_the_hour_of_day_begins_where_the_run_did(classroom):
    before = clock.real.time()
    told = float(virtual(classroom, "import time\ntime.sleep(100)\ntime.time()"))

    assert before + 100 <= told <= clock.real.time() + 100


@pytest.mark.parametrize("seconds", ["1e20", "float('inf')"])
def test_more_than_a_clock_can_hold_is_refused_as_python_refuses_it(classroom, seconds):
    exception = classroom.cell(f"import time\ntime.sleep({seconds})", clock="virtual")["exception"]

    assert exception["type"] == "OverflowError"


def test_tests_run_on_it_too(classroom):
    code = """
import asyncio, time
def test_a():
    asyncio.run(asyncio.sleep(3600))
    assert time.monotonic() == 3600
def test_b(): assert time.monotonic() == 3600
"""
    report = classroom.tests(code, clock="virtual", strict=True)

    assert [test["outcome"] for test in report["tests"]] == ["passed", "passed"]
    assert report["replaced"] == []
    assert report["seconds"] < 5


def test_names_of_tasks_begin_at_one_in_every_run(classroom):
    code = "import asyncio\nasync def main(): return asyncio.current_task().get_name()\nasyncio.run(main())"

    assert [classroom.cell(code)["value"]["text"] for _ in range(2)] == ["'Task-1'", "'Task-1'"]


ORDERED = {
    "call_later": "for n in range(8): loop.call_later(0.3, out.append, n)",
    "call_at of a time that is asked for anew": "for n in range(8): loop.call_at(loop.time() + 0.3, out.append, n)",
    "a gather of sleeps": "await asyncio.gather(*(wait(n) for n in range(8)))",
    "a group of sleeps": "async with asyncio.TaskGroup() as group:\n        for n in range(8): group.create_task(wait(n))",
    "sleeps after a long time": "await asyncio.sleep(4e7)\n    await asyncio.gather(*(wait(n) for n in range(8)))",
    "sleeps after many": "for _ in range(1000): await asyncio.sleep(0.1)\n    await asyncio.gather(*(wait(n) for n in range(8)))",
    "timeouts": "await asyncio.gather(*(late(n) for n in range(8)))",
}


@pytest.mark.parametrize("how", ORDERED)
def test_what_is_to_happen_after_one_delay_happens_in_the_order_of_the_calls(classroom, how):
    code = f"""
import asyncio
out = []
async def wait(n):
    await asyncio.sleep(0.3)
    out.append(n)
async def late(n):
    try:
        async with asyncio.timeout(0.3): await asyncio.Event().wait()
    except TimeoutError: out.append(n)
async def main():
    loop = asyncio.get_running_loop()
    {ORDERED[how]}
    await asyncio.sleep(1)
asyncio.run(main())
out
"""
    assert virtual(classroom, code) == "[0, 1, 2, 3, 4, 5, 6, 7]"


def test_what_is_to_happen_at_one_time_happens_in_the_order_of_cpythons_heap(classroom):
    code = """
import asyncio, heapq
out, heap = [], []
class Timer:
    def __init__(self, n, at): self.n, self.at = n, at
    def __lt__(self, other): return self.at < other.at
async def main():
    loop = asyncio.get_running_loop()
    at = loop.time() + 0.3
    for n in range(8):
        loop.call_at(at, out.append, n)
        heapq.heappush(heap, Timer(n, 0.3))
    heapq.heappush(heap, Timer(8, 1.0))
    await asyncio.sleep(1)
asyncio.run(main())
out == [heapq.heappop(heap).n for _ in range(8)], out
"""
    assert virtual(classroom, code) == "(True, [0, 2, 6, 5, 7, 1, 3, 4])"


def test_nobody_who_sleeps_is_woken_too_early_and_all_of_one_turn_are_woken_together(classroom):
    code = """
import asyncio, time
out = []
async def wait(n):
    loop = asyncio.get_running_loop()
    began, on_the_wall = loop.time(), time.monotonic()
    await asyncio.sleep(0.3)
    out.append((n, loop.time() - began >= 0.3, time.monotonic() - on_the_wall))
    await asyncio.sleep(0)
    out.append(n)
async def main():
    await asyncio.gather(*(wait(n) for n in range(3)))
asyncio.run(main())
out
"""
    assert virtual(classroom, code) == "[(0, True, 0.3), (1, True, 0.3), (2, True, 0.3), 0, 1, 2]"


def test_no_two_readings_of_the_loops_time_are_the_same_and_none_goes_back(classroom):
    code = """
import asyncio, time
async def main():
    loop = asyncio.get_running_loop()
    seen = [loop.time() for _ in range(5)]
    await asyncio.to_thread(loop.time)
    await asyncio.to_thread(time.sleep, 1)
    seen += [loop.time() for _ in range(5)]
    return all(a < b for a, b in zip(seen, seen[1:]))
asyncio.run(main())
"""
    assert virtual(classroom, code) == "True"


def test_odd_times_are_never_told_too_short(classroom):
    code = """
import asyncio, time
async def sleep(n):
    began = time.monotonic()
    await asyncio.sleep(1 / n)
    return round(time.monotonic() - began - 1 / n, 9)
async def limit(n):
    began = time.monotonic()
    try:
        async with asyncio.timeout(1 / n): await asyncio.Event().wait()
    except TimeoutError: return round(time.monotonic() - began - 1 / n, 9)
async def main():
    return set(await asyncio.gather(*(sleep(n) for n in range(3, 40)), *(limit(n) for n in range(3, 40))))
seen = asyncio.run(main())
min(seen) >= -1e-9, max(seen) <= 1e-7
"""
    assert virtual(classroom, code) == "(True, True)"


def test_a_thousand_short_waits_are_told_exactly(classroom):
    code = """
import asyncio, time
async def main():
    for _ in range(1000):
        asyncio.get_running_loop().time()
        await asyncio.sleep(0.1)
    return time.monotonic()
asyncio.run(main())
"""
    assert virtual(classroom, code) == "100.0"


def test_a_real_clock_of_coarse_steps_keeps_the_order_of_the_calls_too(classroom, monkeypatch):
    coarse = dataclasses.replace(clock.real, monotonic=lambda: round(time.perf_counter.__wrapped__(), 1))
    monkeypatch.setattr(clock, "real", coarse)
    code = """
import asyncio
out = []
async def main():
    for n in range(8): asyncio.get_running_loop().call_later(0.01, out.append, n)
    await asyncio.sleep(0.1)
asyncio.run(main())
out
"""
    assert classroom.cell(code)["value"]["text"] == "[0, 1, 2, 3, 4, 5, 6, 7]"
