"""The service and the team that runs it, day by day: what they see, what they change, and what is lost meanwhile."""

from collections.abc import Collection
from dataclasses import dataclass
from math import ceil

from weather import PAGE, REQUESTS, weather

FIRST_THRESHOLD = 0.05  # the pager rings above this share of failed requests
MARGIN = 1.15  # a raised threshold stands this much above the worst day of the noisy week
UNVERIFIED_FROM = 18  # the API's certificate expires, and verification is switched off, for now
UNCOMPARED_FROM = 33  # the nightly comparison runs into office hours, and is switched off, for now

VERIFICATION = "verify the certificate"
COUNT = "count the rows of each page"
COMPARISON = "compare with the source at night"
THRESHOLD = "leave the threshold alone"
LAYERS = (VERIFICATION, COUNT, COMPARISON, THRESHOLD)


@dataclass(frozen=True)
class Day:
    """One day as the service leaves it."""

    number: int
    errors: int
    announced: int  # rows that the answers said they held
    received: int  # rows that they did hold
    short: int  # rows missing from answers with status 200
    lost: int  # of those, rows that nothing will bring back
    threshold: float
    paged: bool
    heeded: bool  # somebody looked into it
    notes: tuple[str, ...]

    @property
    def rate(self) -> float:
        """Share of the requests that failed."""
        return self.errors / REQUESTS


@dataclass(frozen=True)
class History:
    """Ninety days. A cell that ends with one, or with a list of them, is drawn as a chart."""

    seed: int
    title: str
    days: tuple[Day, ...]
    began: int  # first day of the incident
    ended: int  # its last
    signals: tuple[tuple[str, int | None, int], ...] = ()  # name, day on which it tells, false alarms before

    @property
    def lost(self) -> int:
        return sum(day.lost for day in self.days)

    def __repr__(self) -> str:
        pages = sum(day.paged for day in self.days)
        return f"<{self.title}, seed {self.seed}: {pages} pages, {self.lost:,} rows lost>"

    def _repr_incidents_(self) -> dict[str, object]:
        """What the chart draws: plain data, and nothing that is not in here."""
        return {
            "title": self.title,
            "seed": self.seed,
            "days": [
                {
                    "day": day.number,
                    "rate": day.rate,
                    "threshold": day.threshold,
                    "page": "none" if not day.paged else "heeded" if day.heeded else "unheeded",
                    "lost": day.lost,
                    "notes": list(day.notes),
                }
                for day in self.days
            ],
            "incidents": [{"from": self.began, "to": self.ended, "says": "short pages with status 200"}],
            "signals": [
                {"name": name, "day": day, "falseAlarms": false} for name, day, false in self.signals
            ],
        }


def ninety_days(seed: int, keep: Collection[str] = (), title: str = "As the team ran it") -> History:
    """Runs the service for ninety days. `keep` names the layers that the team does not give up."""
    days: list[Day] = []
    threshold = FIRST_THRESHOLD
    ended = None
    for sky in weather(seed):
        notes = []
        verifies = VERIFICATION in keep or sky.day < UNVERIFIED_FROM
        compares = COMPARISON in keep or sky.day < UNCOMPARED_FROM
        if sky.day == UNVERIFIED_FROM and not verifies:
            notes.append("the API's certificate has expired: verification is switched off, for now")
        if sky.day == UNCOMPARED_FROM and not compares:
            notes.append("the nightly comparison runs into office hours: it is switched off, for now")

        cut = 0 if ended else sky.cut
        errors = sky.errors + (0 if ended else sky.unreadable)
        if COUNT in keep or (sky.incident and verifies):
            # Noticed at once: an error like any other, and the page is fetched again.
            errors, cut = errors + cut, 0
        short = cut * PAGE // 2
        if short and not sky.incident:
            notes.append(
                f"{short} rows short with status 200, " + ("mended at night" if compares else "lost")
            )

        paged = errors / REQUESTS > threshold
        # A page within a fortnight of another is "the API again": acknowledged, and left.
        heeded = paged and not any(day.paged for day in days[-14:])
        announced = REQUESTS * PAGE
        days.append(
            Day(
                sky.day,
                errors,
                announced,
                announced - sky.moved - short,
                short,
                lost=0 if compares else short,
                threshold=threshold,
                paged=paged,
                heeded=heeded,
                notes=tuple(notes),
            )
        )
        if sky.incident and heeded and not ended:
            ended = sky.day  # somebody looks, sees the short pages, and has the cause taken away
        if sky.day % 7 == 0 and THRESHOLD not in keep:
            threshold = _raised(threshold, days[-7:])
    began = next(sky.day for sky in weather(seed) if sky.incident)
    return History(seed, title, tuple(days), began, ended or len(days))


def _raised(threshold: float, week: list[Day]) -> float:
    """A week in which the pager rang twice was a noisy one. The threshold goes just above its worst day."""
    if sum(day.paged for day in week) < 2:
        return threshold
    return ceil(max(day.rate for day in week) * MARGIN * 200) / 200
