"""asyncio and time.sleep as on a desktop: blocking blocks, deadlocks are told, Stop gets through."""

import json

import pytest

from classroom import bridge, clock

ORDER = """
import asyncio, time
seen = []
async def ticks():
    for n in range(3):
        await asyncio.sleep(0.01)
        seen.append(n)
async def main():
    task = asyncio.create_task(ticks())
    await asyncio.sleep(0)
    time.sleep(0.05)
    seen.append("blocked")
    await task
asyncio.run(main())
seen
"""


def test_a_blocking_sleep_keeps_the_others_waiting(classroom):
    assert classroom.cell(ORDER)["value"]["text"] == "['blocked', 0, 1, 2]"


VALUES = {
    "gather": "async def main(): return await asyncio.gather(one(), asyncio.sleep(0, 2))",
    "runner": "async def main(): return 1\nwith asyncio.Runner() as runner: value = runner.run(main())",
    "own loop": "value = asyncio.new_event_loop().run_until_complete(one())",
    "loop factory": "value = asyncio.run(one(), loop_factory=asyncio.EventLoop)",
    "timeout": "async def main():\n  try:\n    async with asyncio.timeout(0.01): await asyncio.sleep(9)\n  except TimeoutError: return 'late'",
    "task group": (
        "async def main():\n  try:\n    async with asyncio.TaskGroup() as tg:\n      tg.create_task(bad()); t = tg.create_task(asyncio.sleep(9))\n"
        "  except* ValueError as group: global value; value = len(group.exceptions), t.cancelled()\nasyncio.run(main())"
    ),
    "thread": "async def main(): return await asyncio.gather(asyncio.to_thread(max, 1, 2), asyncio.to_thread(min, 1, 2))",
    "thread that fails": "async def main():\n  try: await asyncio.to_thread(int, 'x')\n  except ValueError: return 'told'",
    "thread lets others run": (
        "seen = []\nasync def main():\n  async with asyncio.TaskGroup() as tg:\n"
        "    tg.create_task(asyncio.to_thread(seen.append, 'thread')); tg.create_task(first())\n  return seen\n"
        "async def first(): seen.append('first')"
    ),
}
EXPECTED = {
    "gather": "[1, 2]",
    "runner": "1",
    "own loop": "1",
    "loop factory": "1",
    "timeout": "'late'",
    "task group": "(1, True)",
    "thread": "[2, 1]",
    "thread that fails": "'told'",
    "thread lets others run": "['first', 'thread']",
}


@pytest.mark.parametrize("name", VALUES)
def test_runs_as_on_a_desktop(classroom, name):
    code = (
        "import asyncio\nasync def one(): return 1\nasync def bad(): raise ValueError\nvalue = None\n"
        f"{VALUES[name]}\nvalue if value is not None else asyncio.run(main())"
    )

    assert classroom.cell(code)["value"] == {"kind": "text", "text": EXPECTED[name]}


def test_tells_a_deadlock_and_who_waits(classroom):
    exception = classroom.cell(
        "import asyncio\nasync def main(): await asyncio.Event().wait()\nasyncio.run(main())"
    )["exception"]

    assert exception["type"] == "classroom.loop.DeadlockError"
    assert exception["message"] == "deadlock: every task waits and nothing will wake them (main at cell.py:2)"
    assert exception["at"]["line"] == 2
    assert (
        exception["friendly"]
        == "Every task waits for another, and no timer is running, so the program would hang for ever."
    )


def test_a_stop_cancels_the_main_task_as_ctrl_c_does(classroom):
    code = """
import asyncio, signal
async def main():
    try:
        asyncio.get_running_loop().call_later(0.01, signal.raise_signal, signal.SIGINT)
        await asyncio.sleep(5)
    except asyncio.CancelledError:
        print("cancelled")
        raise
asyncio.run(main())
"""
    assert classroom.cell(code)["ended"] == "interrupted"
    assert classroom.printed() == "cancelled\n"


@pytest.mark.parametrize(
    ("call", "kind"),
    [("-1", "ValueError"), ("float('nan')", "ValueError"), ("'1'", "TypeError"), ("None", "TypeError")],
)
def test_sleep_refuses_what_python_refuses(classroom, call, kind):
    assert classroom.cell(f"import time\ntime.sleep({call})")["exception"]["type"] == kind


def test_a_running_loop_is_not_entered_twice(classroom):
    code = "import asyncio\nasync def main(): asyncio.run(asyncio.sleep(0))\nasyncio.run(main())"

    assert "already" in classroom.cell(code)["exception"]["friendly"]


def test_an_exception_never_retrieved_is_told(classroom):
    classroom.cell(
        "import asyncio, gc\nasync def bad(): 1 / 0\nasync def main():\n"
        "  asyncio.get_running_loop().set_exception_handler(lambda loop, told: print(told['message']))\n"
        "  asyncio.create_task(bad())\n  await asyncio.sleep(0)\n  await asyncio.sleep(0)\n  gc.collect()\nasyncio.run(main())"
    )

    assert classroom.printed() == "Task exception was never retrieved\n"


def test_a_line_that_is_not_ended_is_shown_while_the_program_waits(classroom):
    shown = []

    def block(seconds):
        shown.append(classroom.printed())
        clock.real.sleep(seconds)
        return 0.0

    bridge.connect(lambda event: classroom.events.append(json.loads(event)), block, lambda: None)
    classroom.cell(
        "import asyncio, time\nprint('.', end='')\ntime.sleep(0.01)\nprint('.', end='')\nasyncio.run(asyncio.sleep(0.01))"
    )

    assert (shown[0], shown[-1]) == (".", "..")
