"""What the API does on each of ninety days, before anybody looks at it. All of it follows from the seed."""

from dataclasses import dataclass
from random import Random

DAYS = 90
REQUESTS = 2_000  # a day; each asks for one page
PAGE = 20  # rows on a page

QUIET = 0.025  # share of the requests that fail on a quiet day, at first
DRIFT = 0.0003  # what each day adds to that
NOISY = 0.028  # and each day of a noisy week
CUT = 0.03  # share of the pages that come back short, status 200, once the incident has grown
UNREADABLE = 0.012  # share that comes back too short to be read, which is an error
GROWS = 10  # days that the incident takes to grow


@dataclass(frozen=True)
class Weather:
    """One day of the API."""

    day: int
    errors: int  # requests that failed; they are sent again, and nothing is lost by them
    unreadable: int  # answers of the incident that were cut so short that they count as errors too
    cut: int  # pages with status 200 that hold half of their rows
    moved: int  # rows that went away while we were reading: announced, not received, and rightly so
    incident: bool


def weather(seed: int) -> list[Weather]:
    """The same ninety days for the same seed, whatever anybody does about them."""
    rng = Random(seed)
    begins = rng.randint(24, 82)  # any day: a rule that knows the date is of no use
    near_misses = set(rng.sample(range(8, begins - 4), 4))
    days = []
    noisy = False
    for day in range(1, DAYS + 1):
        if day % 7 == 1:
            noisy = rng.random() < 0.3
        grown = min(1.0, max(0, day - begins + 1) / GROWS)
        failing = QUIET + DRIFT * day + NOISY * noisy
        cut = CUT * grown or (day in near_misses) * rng.uniform(0.006, 0.012)
        bulk = rng.random() < 0.04
        days.append(
            Weather(
                day,
                errors=rng.binomialvariate(REQUESTS, failing * rng.uniform(0.8, 1.2)),
                unreadable=rng.binomialvariate(REQUESTS, UNREADABLE * grown),
                cut=rng.binomialvariate(REQUESTS, cut),
                moved=rng.randint(40, 120) + bulk * rng.randint(300, 600),
                incident=day >= begins,
            )
        )
    return days
