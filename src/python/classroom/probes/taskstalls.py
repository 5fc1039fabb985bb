"""What held up the event loop: computing, time.sleep, and asking the clock so often that the virtual one moves."""

from typing import TYPE_CHECKING, Literal

from classroom import clock
from classroom.probes.taskplaces import place_of
from classroom.probes.taskseen import STALLS, Step, Task, Times

if TYPE_CHECKING:
    from classroom import shapes

COMPUTING = 0.1
"""Seconds of computing in one go from which the loop counts as held up: asyncio's own `slow_callback_duration`."""

UNSEEN = 0.25
"""The same on the virtual clock, which does not show it: more, as a busy machine must not make a difference to a picture that is
exact in all else."""


class Stalls:
    """Those that have been seen, in `told`; `left_out` counts those after them."""

    def __init__(self, times: Times) -> None:
        self.told: list[shapes.Stall] = []
        self.left_out = 0
        self._times = times

    def look(self, step: Step, now: float, line: tuple[str, int, str] | None, test: str) -> None:
        """Tells the step that has ended, if it was one. `line` is where most of it was spent."""
        took = clock.real.perf_counter() - step.real
        width = now - step.began - step.slept
        places = [] if line is None else [place_of(*line)]
        if self._times.virtual and width > 0:
            self.add(step.task, test, "asking", step.began, now, width, places)
        elif self._times.virtual and took >= UNSEEN:
            self.add(step.task, test, "computing", now, now, took, places)
        elif not self._times.virtual and width >= COMPUTING:
            self.add(step.task, test, "computing", step.began, now, width, places)

    def add(
        self,
        known: Task | None,
        test: str,
        cause: Literal["sleep", "computing", "asking"],
        start: float,
        end: float,
        seconds: float,
        via: list[shapes.CodePlace],
    ) -> None:
        """Tells one. `via` are the lines that led to it, outermost first."""
        if len(self.told) >= STALLS:
            self.left_out += 1
            return
        self.told.append(
            {
                "task": known.id if known and known.id else None,
                "test": test,
                "cause": cause,
                "from": self._times.told(start),
                "to": self._times.told(end),
                "seconds": self._times.told(seconds),
                "via": via,
            }
        )
