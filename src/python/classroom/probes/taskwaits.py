"""What a task waits for, in words, and which tasks those are that it waits for."""

import asyncio
import types
from collections.abc import Mapping
from typing import Any

from classroom import project
from classroom.probes.taskplaces import place
from classroom.probes.taskseen import Task, Wait

TASK_TYPES: tuple[type[asyncio.Task[Any]], ...] = (asyncio.Task, vars(asyncio.tasks)["_PyTask"])
"""asyncio's class of tasks, and the one in Python that it stands in for."""

_WAITS = {
    "Queue.get": "an item of a Queue",
    "Queue.put": "room in a Queue",
    "Queue.join": "a Queue to be done",
    "Event": "an Event",
    "Lock": "a Lock",
    "Semaphore": "a place in a Semaphore",
    "BoundedSemaphore": "a place in a Semaphore",
    "Condition": "a Condition",
    "Barrier": "a Barrier",
    "to_thread": "a thread",
    "wait": "asyncio.wait",
    "_AsCompletedIterator": "the next to be done",
}


def wait_of(task: Any, known: Mapping[Any, Task]) -> Wait | None:
    """What a task that is not done stands at, with the line of the innermost `await` of the reader's own; None where that is no future, and it
    goes on at the next turn of the loop. `known` are the tasks that are told, by themselves."""
    future = task._fut_waiter
    if future is None:
        return None
    at, inner = None, None
    awaited = task.get_coro()
    while awaited is not None:
        frame = getattr(awaited, "cr_frame", None) or getattr(awaited, "gi_frame", None)
        if frame is not None and project.relative(frame.f_code.co_filename) is not None:
            at, inner = place(frame), None
        elif frame is not None and inner is None:
            inner = frame
        awaited = getattr(awaited, "cr_await", None) or getattr(awaited, "gi_yieldfrom", None)
    group = inner.f_locals.get("self") if inner is not None else None
    if isinstance(future, TASK_TYPES):
        others = [future]
    elif isinstance(group, asyncio.TaskGroup):
        # In the order in which they were made: a group keeps them as a set.
        others = sorted(group._tasks, key=lambda one: getattr(known.get(one), "id", 0))
    else:
        others = list(getattr(future, "_children", ()))
    ids = [other.id for other in map(known.get, others) if other is not None and other.id]
    return Wait(_what(future, inner), ids, at)


def _what(future: Any, inner: types.FrameType | None) -> str:
    if isinstance(future, TASK_TYPES):
        return "a task"
    if hasattr(future, "_children"):
        return f"gather of {len(future._children)}"
    if inner is None:
        return "a future"
    name, names = inner.f_code.co_qualname, inner.f_locals
    if name == "sleep" and isinstance(names.get("delay"), int | float):
        return f"sleep({names['delay']:g})"
    if isinstance(names.get("self"), asyncio.TaskGroup):
        return f"TaskGroup of {len(names['self']._tasks)}"
    owner = type(names["self"]).__name__ if "self" in names else ""
    return _WAITS.get(name) or _WAITS.get(owner) or name
