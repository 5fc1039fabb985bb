"""The probe of tasks: each one's time, who made and cancelled whom, what held the loop up and on which line. All on the virtual
clock, where every figure is exact, but for the few that are about real time."""

import pytest

HEAD = "import asyncio, time\n"


def watched(classroom, code, clock="virtual"):
    return classroom.cell(HEAD + code, probes=("tasks",), clock=clock)["observed"]["tasks"]


def by_name(seen):
    return {task["coroutine"]: task for task in seen["tasks"]}


def spans(task):
    return [(one["kind"], one["from"], one["to"], one["what"]) for one in task["stretches"]]


DEEPER = """def rates():
    time.sleep(1)
async def slow():
    await asyncio.sleep(0.2)
    rates()
async def fast():
    for _ in range(3):
        await asyncio.sleep(0.1)
async def main():
    await asyncio.gather(slow(), fast())
asyncio.run(main())
"""


def test_tells_who_ran_who_waited_and_who_was_kept_waiting(classroom):
    tasks = by_name(watched(classroom, DEEPER))

    assert spans(tasks["main"]) == [("waiting", 0, 1.3, "gather of 2")]
    assert spans(tasks["slow"]) == [("waiting", 0, 0.2, "sleep(0.2)"), ("running", 0.2, 1.2, "")]
    assert spans(tasks["fast"]) == [
        ("waiting", 0, 0.1, "sleep(0.1)"),
        ("waiting", 0.1, 0.2, "sleep(0.1)"),
        ("blocked", 0.2, 1.2, ""),
        ("waiting", 1.2, 1.3, "sleep(0.1)"),
    ]
    assert (tasks["fast"]["waiting"], tasks["fast"]["blocked"], tasks["fast"]["steps"]) == (0.3, 1, 4)
    assert [tasks[name]["madeBy"] for name in ("main", "slow", "fast")] == [None, 1, 1]


def test_a_stall_has_the_way_to_the_line_that_sleeps(classroom):
    [stall] = watched(classroom, DEEPER)["stalls"]

    assert (stall["cause"], stall["from"], stall["to"], stall["seconds"]) == ("sleep", 0.2, 1.2, 1)
    assert [(step["name"], step["line"], step["source"]) for step in stall["via"]] == [
        ("slow", 6, "rates()"),
        ("rates", 3, "time.sleep(1)"),
    ]


@pytest.mark.parametrize("clock", ["virtual", "real"])
def test_computing_is_a_stall_on_both_clocks_with_the_line_of_the_loop(classroom, clock):
    code = """def burn():
    n = 0
    began = time.process_time()
    while time.process_time() - began < 0.3:
        n += 1
async def main():
    await asyncio.sleep(0.01)
    burn()
asyncio.run(main())
"""
    [stall] = watched(classroom, code, clock)["stalls"]

    assert stall["cause"] == "computing"
    assert 0.1 < stall["seconds"] < 5
    assert stall["via"][-1]["name"] == "burn"
    assert stall["via"][-1]["line"] in (5, 6)


def test_asking_for_the_time_until_it_is_late_is_a_stall(classroom):
    code = """async def main():
    end = time.monotonic() + 0.2
    while time.monotonic() < end:
        pass
asyncio.run(main())
"""
    [stall] = watched(classroom, code)["stalls"]

    assert (stall["cause"], round(stall["seconds"], 1), stall["via"][-1]["name"]) == ("asking", 0.2, "main")


WHY = {
    "cancel": ("task = asyncio.create_task(late())\n    await asyncio.sleep(1)\n    task.cancel()\n    await asyncio.wait([task])", 1, 8),
    "timeout": ("try:\n        await asyncio.wait_for(late(), 1)\n    except TimeoutError: pass", None, None),
    "task group": (
        "try:\n        async with asyncio.TaskGroup() as group:\n            group.create_task(late()); group.create_task(bad())\n    except* ValueError: pass",
        1,
        None,
    ),
    "gather": (
        "both = asyncio.gather(late(), late())\n    await asyncio.sleep(1)\n    both.cancel()\n    await asyncio.wait([both])",
        1,
        8,
    ),
    "end of run": ("task = asyncio.create_task(late())\n    await asyncio.sleep(1)", None, None),
}  # fmt: skip


@pytest.mark.parametrize("why", WHY)
def test_tells_who_cancelled_whom_and_why(classroom, why):
    body, by, line = WHY[why]
    code = f"async def late(): await asyncio.sleep(60)\nasync def bad():\n    await asyncio.sleep(1); raise ValueError\nasync def main():\n    {body}\nasyncio.run(main())\n"
    seen = watched(classroom, code)
    first = seen["cancellations"][0]

    assert (first["why"], first["at"]) == (why, 1)
    assert {task["ended"] for task in seen["tasks"] if task["coroutine"] == "late"} <= {"cancelled"}
    assert first["by"] == by
    assert (first["place"] or {}).get("line") == line


def test_a_task_that_had_not_begun_is_told_to_be_cancelled_too(classroom):
    code = "async def late(): await asyncio.sleep(60)\nasync def main():\n    asyncio.create_task(late()).cancel()\n    await asyncio.sleep(0)\nasyncio.run(main())"
    seen = watched(classroom, code)

    assert [(one["task"], one["by"], one["why"]) for one in seen["cancellations"]] == [(2, 1, "cancel")]


WAITS = {
    "a place in a Semaphore": "s = asyncio.Semaphore(1)\n    async def use():\n        async with s: await asyncio.sleep(1)\n    await asyncio.gather(use(), use())",
    "an item of a Queue": "q = asyncio.Queue()\n    async def put():\n        await asyncio.sleep(1); await q.put(1)\n    async def get(): await q.get()\n    await asyncio.gather(get(), put())",
    "room in a Queue": "q = asyncio.Queue(1)\n    async def get():\n        await asyncio.sleep(1); await q.get()\n    async def put():\n        await q.put(1); await q.put(2)\n    await asyncio.gather(put(), get())",
    "an Event": "e = asyncio.Event()\n    async def put():\n        await asyncio.sleep(1); e.set()\n    await asyncio.gather(e.wait(), put())",
    "a Lock": "s = asyncio.Lock()\n    async def use():\n        async with s: await asyncio.sleep(1)\n    await asyncio.gather(use(), use())",
    "TaskGroup of 1": "async with asyncio.TaskGroup() as g: g.create_task(asyncio.sleep(1))",
    "a thread": "await asyncio.to_thread(time.sleep, 1)",
    "a task": "await asyncio.create_task(asyncio.sleep(1))",
    "a future": "f = asyncio.get_running_loop().create_future()\n    asyncio.get_running_loop().call_later(1, f.set_result, 1)\n    await f",
}


@pytest.mark.parametrize("what", WAITS)
def test_tells_what_is_waited_for(classroom, what):
    seen = watched(classroom, f"async def main():\n    {WAITS[what]}\nasyncio.run(main())\n")
    told = [(one["what"], one["to"] - one["from"]) for task in seen["tasks"] for one in task["stretches"]]

    assert (what, 1) in told


def test_who_leaves_a_task_group_is_tied_to_its_tasks_and_to_no_gather(classroom):
    code = "async def nap(s): await asyncio.sleep(s)\nasync def main():\n    await asyncio.gather(nap(1), nap(1))\n    async with asyncio.TaskGroup() as g:\n        for s in (1, 2): g.create_task(nap(s))\nasyncio.run(main())\n"
    main = by_name(watched(classroom, code))["main"]

    assert [(one["what"], one["tasks"]) for one in main["stretches"]] == [
        ("gather of 2", [2, 3]),
        ("TaskGroup of 2", [4, 5]),
    ]


DEADLINES = {
    "kept": ("async with asyncio.timeout(2): await asyncio.sleep(1)", [(2, False, 3)]),
    "passed": ("async with asyncio.timeout(0.5): await asyncio.sleep(1)", [(0.5, True, 3)]),
    "missed, as the loop was held up": ("async with asyncio.timeout(0.5): time.sleep(1)", [(0.5, False, 3)]),
    "late, for the same reason": (
        "async with asyncio.timeout(0.5):\n        time.sleep(1); await asyncio.sleep(1)",
        [(0.5, True, 3)],
    ),
    "of wait_for": ("await asyncio.wait_for(asyncio.sleep(1), 0.5)", [(0.5, True, 3)]),
    "moved": (
        "async with asyncio.timeout(0.5) as t:\n        t.reschedule(2)\n        await asyncio.sleep(1)",
        [(2, False, 4)],
    ),
    "none": ("async with asyncio.timeout(None): await asyncio.sleep(1)", []),
}  # fmt: skip


@pytest.mark.parametrize("how", DEADLINES)
def test_a_deadline_is_told_with_what_came_of_it(classroom, how):
    body, expected = DEADLINES[how]
    seen = watched(
        classroom, f"async def main():\n    {body}\ntry: asyncio.run(main())\nexcept TimeoutError: pass\n"
    )

    told = [(round(one["at"], 3), one["expired"], one["place"]["line"]) for one in seen["deadlines"]]
    assert told == expected
    assert all(one["task"] == 1 for one in seen["deadlines"])


def test_who_awaits_a_task_is_tied_to_it(classroom):
    seen = watched(
        classroom,
        "async def main(): await asyncio.create_task(asyncio.sleep(1), name='nap')\nasyncio.run(main())",
    )
    [wait] = seen["tasks"][0]["stretches"]

    assert [task["name"] for task in seen["tasks"] if task["id"] in wait["tasks"]] == ["nap"]


@pytest.mark.parametrize("how", ["asyncio.eager_task_factory", "option"])
def test_an_eager_task_has_run_by_the_time_it_is_made(classroom, how):
    switch = (
        "asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)"
        if how != "option"
        else "pass"
    )
    option = "eager_start=True" if how == "option" else ""
    code = f"async def quick():\n    time.sleep(0.5)\nasync def main():\n    {switch}\n    await asyncio.create_task(quick(), {option})\nasyncio.run(main())\n"
    seen = watched(classroom, code)
    quick = by_name(seen)["quick"]

    assert spans(quick) == [("running", 0, 0.5, "")]
    assert (quick["ended"], quick["steps"], quick["madeBy"]) == ("returned", 1, 1)
    assert [(stall["task"], stall["seconds"]) for stall in seen["stalls"]] == [(quick["id"], 0.5)]


def test_how_tasks_end(classroom):
    code = """async def good(): return 1
async def bad(): raise ValueError("no")
async def main():
    await asyncio.gather(good(), bad(), return_exceptions=True)
asyncio.run(main())
"""
    tasks = by_name(watched(classroom, code))

    assert [(tasks[name]["ended"], tasks[name]["exception"]) for name in ("good", "bad")] == [
        ("returned", None),
        ("raised", "ValueError: no"),
    ]


def test_looking_at_a_task_does_not_count_as_having_retrieved_its_exception(classroom, caplog):
    code = "async def bad(): raise ValueError('no')\nasync def main():\n    asyncio.create_task(bad())\n    await asyncio.sleep(1)\nasyncio.run(main())\nimport gc; gc.collect()"
    seen = watched(classroom, code)

    assert by_name(seen)["bad"]["ended"] == "raised"
    assert "Task exception was never retrieved" in caplog.text


def test_a_forgotten_coroutine_is_told_with_its_line_and_python_still_warns(classroom):
    with pytest.warns(RuntimeWarning, match="coroutine 'fetch' was never awaited") as told:
        seen = watched(
            classroom, "async def fetch(): pass\nasync def main():\n    fetch()\nasyncio.run(main())"
        )

    assert told[0].filename == "cell.py"
    assert told[0].lineno == 4
    assert [(one["name"], one["place"]["line"]) for one in seen["forgotten"]] == [("fetch", 4)]


def test_a_program_without_a_loop_has_one_row_once_it_sleeps(classroom):
    [program] = watched(classroom, "time.sleep(1)\ntime.sleep(2)")["tasks"]

    assert program["name"] == "program"
    assert spans(program) == [("waiting", 0, 1, "time.sleep(1)"), ("waiting", 1, 3, "time.sleep(2)")]


def test_a_thread_is_no_stall_and_a_callback_that_sleeps_is(classroom):
    code = "async def main():\n    await asyncio.to_thread(time.sleep, 1)\n    asyncio.get_running_loop().call_soon(time.sleep, 2)\n    await asyncio.sleep(0)\nasyncio.run(main())"

    assert [(stall["task"], stall["seconds"]) for stall in watched(classroom, code)["stalls"]] == [(None, 2)]


def test_many_tasks_are_counted_and_told_to_a_limit(classroom):
    code = "async def one():\n    for _ in range(30): await asyncio.sleep(0.1)\nasync def main(): await asyncio.gather(*(one() for _ in range(150)))\nasyncio.run(main())"
    seen = watched(classroom, code)

    assert len(seen["tasks"]) == 100
    assert seen["leftOut"]["tasks"] == 51
    assert sum(len(task["stretches"]) for task in seen["tasks"]) == 2000
    assert seen["leftOut"]["stretches"] == 1 + 99 * 30 - 2000


def test_a_deadlock_leaves_its_picture(classroom):
    report = classroom.cell(
        "import asyncio\nasync def main():\n    lock = asyncio.Lock()\n    async with lock:\n        async with lock: pass\nasyncio.run(main())",
        probes=("tasks",),
        clock="virtual",
    )

    assert report["exception"]["message"].endswith("(main at cell.py:5)")
    assert report["observed"]["tasks"]["tasks"][0]["coroutine"] == "main"


def test_tests_are_told_apart(classroom):
    code = "import asyncio\ndef test_a(): asyncio.run(asyncio.sleep(1))\ndef test_b(): asyncio.run(asyncio.sleep(2))\n"
    seen = classroom.tests(code, probes=["tasks"], clock="virtual")["observed"]["tasks"]

    assert [(task["test"], task["waiting"]) for task in seen["tasks"]] == [
        ("test_it.py::test_a", 1),
        ("test_it.py::test_b", 2),
    ]


def test_nothing_is_left_behind(classroom):
    import sys
    import warnings

    from classroom import clock, loop

    before = warnings._warn_unawaited_coroutine
    watched(classroom, DEEPER)

    assert warnings._warn_unawaited_coroutine is before
    assert loop.BlockingEventLoop.observer is None
    assert clock.holder.asleep is None
    assert [sys.monitoring.get_tool(tool) for tool in range(6)].count("shakeout-lines") == 0
