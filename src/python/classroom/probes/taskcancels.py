"""Who cancelled which task, and why. A task knows how often it was asked to end; the step that ran meanwhile is the one that asked."""

import asyncio
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from classroom.probes.taskseen import STALLS, Step, Task, Times, Why

if TYPE_CHECKING:
    from classroom import shapes


class Cancellations:
    """Those that have been seen, in `told`."""

    def __init__(self, known: Mapping[Any, Task], times: Times) -> None:
        self.told: list[shapes.Cancellation] = []
        self._known = known
        self._times = times

    def look(self, tasks: Iterable[Task], step: Step | None) -> None:
        """Asks these tasks, after a step or, with None, where none has run since."""
        for known in tasks:
            task = known.task() if known.task is not None else None
            if task is None:
                continue
            asked = task.cancelling()
            if asked > known.cancels and len(self.told) < STALLS:
                by, why, place = self._who_cancels(step, known)
                self.told.append(
                    {
                        "task": known.id,
                        "by": by,
                        "why": why,
                        "at": self._times.told(self._times.now()),
                        "place": place,
                    }
                )
            known.cancels = asked

    def _who_cancels(self, step: Step | None, known: Task) -> tuple[int | None, Why, shapes.CodePlace | None]:
        if step is None:
            return None, "end of run", None
        if step.task is not None:
            place, why = step.scheduled.get(known.id, (None, "cancel"))
            return step.task.id, why, place
        if isinstance(step.owner, asyncio.Timeout):
            return None, "timeout", None
        if isinstance(step.owner, asyncio.TaskGroup):
            parent = self._known.get(vars(step.owner)["_parent_task"])
            return (parent.id if parent and parent.id else None), "task group", None
        return None, "callback", None
