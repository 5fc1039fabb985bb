"""What the tasks probe keeps of a run while it watches, and how it is told."""

import weakref
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from classroom import clock

if TYPE_CHECKING:
    from classroom import shapes

type Why = Literal["cancel", "timeout", "task group", "gather", "callback", "end of run"]
type Kind = Literal["running", "waiting", "blocked"]

STALLS = 100
"""Stalls that are told, and as many cancellations, deadlines and forgotten coroutines."""


class Times:
    """The clock of the run, from its beginning."""

    def __init__(self) -> None:
        self.virtual = False
        self._origin = 0.0

    def begin(self) -> None:
        """The run begins now."""
        self.virtual = clock.holder.current.virtual
        self._origin = clock.seconds()

    def now(self) -> float:
        """Seconds since then."""
        return clock.seconds() - self._origin

    def since_begin(self, at: float) -> float:
        """The same for a time of the loop's."""
        return at - self._origin

    def told(self, seconds: float) -> float:
        """Rounded for the report: to nanoseconds on the virtual clock, which is exact, else to microseconds."""
        return round(seconds, 9 if self.virtual else 6)


@dataclass(frozen=True)
class Wait:
    """What a task waits for."""

    what: str
    tasks: Sequence[int] = ()
    place: shapes.CodePlace | None = None


@dataclass
class Task:
    """A task of the program, or the program itself where it sleeps outside of any loop. Times are in seconds since the run began."""

    id: int
    name: str
    coroutine: str
    test: str
    made_by: int | None
    made_at: float
    place: shapes.CodePlace | None
    task: weakref.ref[Any] | None
    stretches: list[shapes.Stretch] = field(default_factory=list)
    sums: dict[Kind, float] = field(default_factory=lambda: {"running": 0.0, "waiting": 0.0, "blocked": 0.0})
    steps: int = 0
    since: float = 0.0
    """When its last step ended."""
    ready: float | None = None
    """When what it waited for had come."""
    waits: Wait | None = None
    cancels: int = 0
    ended: Literal["returned", "raised", "cancelled", "pending"] = "pending"
    ended_at: float | None = None
    exception: str | None = None


@dataclass
class Step:
    """A callback of the loop's that runs: a step of a task, or what a timer or a future calls."""

    task: Task | None
    owner: object
    """What the callback is a method of, where it is one."""
    due: float | None
    began: float
    real: float
    slept: float = 0.0
    """Seconds of the run's clock in time.sleep."""
    scheduled: dict[int, tuple[shapes.CodePlace | None, Why]] = field(default_factory=dict)
    """Tasks that this step woke, with the line that did, and why they would be cancelled by it."""


def task_told(known: Task, times: Times) -> shapes.AsyncTask:
    """A task as the report tells it."""
    return {
        "id": known.id,
        "name": known.name,
        "coroutine": known.coroutine,
        "test": known.test,
        "madeBy": known.made_by,
        "madeAt": times.told(known.made_at),
        "place": known.place,
        "ended": known.ended,
        "endedAt": None if known.ended_at is None else times.told(known.ended_at),
        "exception": known.exception,
        "steps": known.steps,
        "running": times.told(known.sums["running"]),
        "waiting": times.told(known.sums["waiting"]),
        "blocked": times.told(known.sums["blocked"]),
        "stretches": known.stretches,
    }
