"""The clock of a run. On the real one, time passes; on the virtual one it passes only while the program waits, so that ten
seconds of waiting are exact, come out the same each time, and take milliseconds.

`install` puts functions of our own in the place of those of `time`, once; what they tell is the affair of the clock that is
`current`, so a function that a reader keeps (`from time import sleep`) never holds on to the clock of another run.

A run that names its clock, either of the two, has one of its own: monotonic and perf_counter begin at 0, so that what a program prints
reads the same on both. For a run that names none, real time goes on from the run before.

On the virtual clock:
- time begins at the hour at which the run began. All move together.
- Computing takes no time at all. What it cost really is for a probe to say.
- The event loop alone is told a little more at each reading (`TICK`): of two timers of one length the first asked for comes
  first, as it does where time moves on between two calls. What a program is told leaves that out, so that 0.3 s are 0.3.
- Who asks for the time again and again without waiting is waiting by asking: after `PATIENCE` questions each further one
  takes a millisecond, so that `while monotonic() < end: pass` ends, and in the same way each time.
- A run may wait `WAITS` times, or by `ASKS` questions in a row; then it is told that it never ends.
- process_time, thread_time and datetime.now(), which is C, stay real.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

type Block = Callable[[float], float]
"""block(seconds) waits, and gives how many seconds are left: 0, or more where a Stop has come."""

PATIENCE = 100_000
"""Questions about the time without any waiting, after which asking counts as waiting."""

QUESTION = 1_000_000
"""Nanoseconds that such a question then takes."""

TICK = 1
"""Nanoseconds that each reading of the loop's takes. After a fortnight it grows, as a float of seconds could not tell it."""

TOGETHER = 1e-6
"""Seconds by which timers may be apart that run in one turn of the loop, whose wait on a desktop ends at a whole millisecond."""

ASKS = 100_000
"""Questions in a row that are waited by."""

WAITS = 5_000
"""Waits in one run of the virtual clock."""

_LONGEST = 2**63 / 1e9
"""Seconds that CPython can hold in its own timestamps."""


class EndlessError(RuntimeError):
    """The program waits and waits: on a desktop it would never come to its end."""

    place: tuple[str, int] | None = None
    """File and line at which it waits, where that is known."""


@dataclass(frozen=True)
class Real:
    """Python's own functions, for whoever must know how long something really took."""

    sleep: Callable[[float], None]
    monotonic_ns: Callable[[], int]
    perf_counter_ns: Callable[[], int]
    time_ns: Callable[[], int]
    monotonic: Callable[[], float]
    perf_counter: Callable[[], float]
    time: Callable[[], float]


_NAMES = ("sleep", "monotonic_ns", "perf_counter_ns", "time_ns", "monotonic", "perf_counter", "time")
real = Real(*(getattr(getattr(time, name), "__wrapped__", getattr(time, name)) for name in _NAMES))


class RealClock:
    """Time as it passes, in nanoseconds where nothing else is said."""

    virtual = False

    def __init__(self, block: Block, *, begins: bool = False) -> None:
        """begins: whether its monotonic and perf_counter begin at 0, now."""
        self.block = block
        self._monotonic = real.monotonic() if begins else 0.0
        self._perf_counter = real.perf_counter() if begins else 0.0
        self._loop_time = 0.0

    time_ns = staticmethod(real.time_ns)
    time = staticmethod(real.time)

    def monotonic_ns(self) -> int:
        """As Python has it, or since this clock was made, where it `begins`."""
        return real.monotonic_ns() - round(self._monotonic * 1e9)

    def perf_counter_ns(self) -> int:
        """The same of the finest clock that there is."""
        return real.perf_counter_ns() - round(self._perf_counter * 1e9)

    def monotonic(self) -> float:
        """Seconds."""
        return real.monotonic() - self._monotonic

    def perf_counter(self) -> float:
        """Seconds."""
        return real.perf_counter() - self._perf_counter

    def loop_time(self) -> float:
        """As the event loop asks: no two answers are the same, where a browser's clock takes steps of a tenth of a millisecond."""
        self._loop_time = max(self.monotonic(), self._loop_time + TICK / 1e9)
        return self._loop_time

    def wait(self, seconds: float, wake: bool) -> None:
        """Waits; with `wake` it returns early at a Stop that is not raised here, as asyncio has it."""
        while seconds > 0:
            seconds = self.block(seconds)
            # Has Python look for signals at once; by itself it does so only now and then.
            repr(None)
            if wake and seconds > 0:
                return

    @contextmanager
    def aside(self) -> Iterator[Callable[[], float]]:
        """For a function that a thread would run. There is none, so it takes its time here: 0 seconds are left to wait."""
        yield lambda: 0.0


class VirtualClock:
    """Time that passes only by waiting."""

    virtual = True

    def __init__(self) -> None:
        self._now = 0
        self._ahead = 0
        """Nanoseconds by which the loop's time is ahead of what a program is told."""
        self._begun = real.time_ns()
        self._questions = 0
        self._waits = 0
        self._aside = False

    def now(self) -> int:
        """Nanoseconds since the run began. Asking for it costs nothing."""
        return self._now

    def monotonic_ns(self) -> int:
        """The same, as a program asks."""
        self._asked()
        return self._now

    def loop_time(self) -> float:
        """Seconds, as the event loop asks: no two answers are the same."""
        self._asked()
        self._ahead += TICK + (self._now >> 50)
        return (self._now + self._ahead) / 1e9

    def exact(self, loop_time: float) -> int:
        """A time of the loop's that lies ahead, in nanoseconds as a program is told it."""
        moment = round(loop_time * 1e9) - self._ahead
        # Who asked for the time a few readings ago and reckoned from there would be short of it by those.
        short = -moment % 1000
        return moment + short if short < 100 else moment

    def _asked(self) -> None:
        self._questions += 1
        if self._questions > PATIENCE:
            if self._questions > PATIENCE + ASKS:
                raise EndlessError(
                    f"the program has asked for the time {self._questions - 1:,} times in a row and is not done"
                )
            self._now += QUESTION

    perf_counter_ns = monotonic_ns

    def time_ns(self) -> int:
        """Nanoseconds since 1970: the real time at which the run began, and what has passed on this clock since."""
        return self._begun + self.monotonic_ns()

    def monotonic(self) -> float:
        """Seconds."""
        return self.monotonic_ns() / 1e9

    perf_counter = monotonic

    def time(self) -> float:
        """Seconds since 1970."""
        return self.time_ns() / 1e9

    def wait(self, seconds: float, wake: bool, until: int | None = None) -> None:
        """Lets this much time pass, at once; with `until`, a program is told just that time after it."""
        self._questions = 0
        self._waits += 1
        if self._waits > WAITS:
            raise EndlessError(
                f"the program has waited {WAITS:,} times, {self._now / 1e9:,.0f} seconds in all, and is not done"
            )
        passed = round(seconds * 1e9)
        told = passed if until is None else max(until - self._now, 0)
        self._now += told
        self._ahead += passed - told

    @contextmanager
    def aside(self) -> Iterator[Callable[[], float]]:
        """For a function that a thread would run: its waiting keeps nobody else waiting. Gives the seconds that it has waited."""
        began, was_aside = self._now, self._aside
        self._aside, took = True, 0

        def seconds() -> float:
            return took / 1e9

        try:
            yield seconds
        finally:
            took = self._now - began
            self._now, self._aside = began, was_aside

    @property
    def is_aside(self) -> bool:
        """True while a function runs that would run in a thread."""
        return self._aside


class _Holder:
    current: RealClock | VirtualClock
    asleep: Callable[[float], None] | None = None
    """Told of each time.sleep, after it, with how many seconds it took by the clock."""


holder = _Holder()


def install(block: Block) -> None:
    """Makes `time` ask the current clock, which is the real one."""
    holder.current = RealClock(block)
    for name in _NAMES[1:]:
        setattr(time, name, _asking(name))
    time.sleep = _sleep


@contextmanager
def running(name: str | None) -> Iterator[None]:
    """The clock of one run, `real` or `virtual`, from 0 on; None stays on the one there is. Afterwards that is current again."""
    before = holder.current
    if name == "virtual":
        holder.current = VirtualClock()
    elif name == "real" and isinstance(before, RealClock):
        holder.current = RealClock(before.block, begins=True)
    try:
        yield
    finally:
        holder.current = before


def seconds() -> float:
    """The current clock's time, without the question counting."""
    clock = holder.current
    return clock.now() / 1e9 if isinstance(clock, VirtualClock) else clock.monotonic()


def _asking(name: str) -> Callable[[], float]:
    def ask() -> float:
        return getattr(holder.current, name)()

    ask.__name__ = ask.__qualname__ = name
    ask.__doc__ = getattr(real, name).__doc__
    ask.__module__ = "time"
    vars(ask)["__wrapped__"] = getattr(real, name)
    return ask


def _sleep(seconds: float, /) -> None:
    if not isinstance(seconds, int | float) or not 0 < seconds < _LONGEST:
        # Python's own checks and messages: a wrong type, a negative number, NaN, more than its clocks can hold.
        real.sleep(seconds)
        return
    clock = holder.current
    told = holder.asleep
    clock.wait(float(seconds), False)
    if told is not None:
        told(float(seconds))


_sleep.__name__ = _sleep.__qualname__ = "sleep"
_sleep.__doc__ = real.sleep.__doc__
_sleep.__module__ = "time"
vars(_sleep)["__wrapped__"] = real.sleep
