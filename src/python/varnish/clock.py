"""The virtual clock: tasks are generators that yield how long they sleep, or the queue that they wait in."""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Generator

#: What a task yields: seconds to sleep, or a queue to wait in until it is woken.
Task = Generator["float | WaitingList"]

#: Events that a script may cause; a guard, since each request has limits of its own.
MOST_EVENTS = 2_000_000


class WaitingList:
    """Tasks that wait, first come first."""

    def __init__(self) -> None:
        self.tasks: deque[Task] = deque()

    def __bool__(self) -> bool:
        return bool(self.tasks)


class Clock:
    """Runs tasks in the order of their times. `now` counts seconds since the script began."""

    def __init__(self, epoch: float) -> None:
        self.epoch = epoch
        self.now = 0.0
        self._queue: list[tuple[float, int, Task]] = []
        self._number = 0

    @property
    def real(self) -> float:
        """Seconds since 1970."""
        return self.epoch + self.now

    def start(self, task: Task, at: float | None = None) -> None:
        """Begins a task at this second of the script; now, after those that are due, where none is given."""
        self._number += 1
        heapq.heappush(self._queue, (self.now if at is None else at, self._number, task))

    def start_at_once(self, task: Task) -> None:
        """Runs it until it first waits, before the one that starts it goes on."""
        try:
            wanted = next(task)
        except StopIteration:
            return
        if isinstance(wanted, WaitingList):
            wanted.tasks.append(task)
        else:
            self.start(task, self.now + max(0.0, wanted))

    def wake(self, waiting: WaitingList, count: int | None = None) -> None:
        """Lets tasks go on that wait in this list, the first of them first: `count` of them, or all."""
        while waiting.tasks and (count is None or count > 0):
            self.start(waiting.tasks.popleft())
            if count is not None:
                count -= 1

    def run(self) -> None:
        """Goes from event to event until nothing is left to come. RuntimeError where that has no end."""
        events = 0
        while self._queue:
            events += 1
            if events > MOST_EVENTS:
                raise RuntimeError("the script keeps on causing events and was stopped")
            at, _, task = heapq.heappop(self._queue)
            self.now = max(self.now, at)
            self.start_at_once(task)
