"""Shows a rule ninety days, one at a time. You need not change it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import mean

from weather import PAGE, REQUESTS, weather


@dataclass(frozen=True)
class Seen:
    """What can be seen of a day, when it is over."""

    number: int
    requests: int
    errors: int  # requests that failed, and were sent again
    announced: int  # rows that the answers said they held
    received: int  # rows that they did hold


type Rule = Callable[[Sequence[Seen]], bool]


def seen(seed: int) -> tuple[Seen, ...]:
    """Ninety days, as far as anybody can see them."""
    rows = REQUESTS * PAGE
    return tuple(
        Seen(sky.day, REQUESTS, sky.errors + sky.unreadable, rows, rows - sky.moved - _short(sky))
        for sky in weather(seed)
    )


def pages(rule: Rule, days: Sequence[Seen]) -> list[int]:
    """The days on which a rule rings, when it is asked each evening with the days so far."""
    return [days[today].number for today in range(len(days)) if rule(days[: today + 1])]


@dataclass(frozen=True)
class Judged:
    """What came of a rule in one run."""

    seed: int
    began: int  # day on which the incident began
    days_to_page: int | None  # 1 is the day on which it began; None where it never rang
    false_pages: int  # pages before it, on days on which no page of the API was short
    rang: tuple[int, ...]

    def _repr_incidents_(self) -> dict[str, object]:
        skies = weather(self.seed)
        told = self.began + self.days_to_page - 1 if self.days_to_page else None
        end = told or len(skies)
        return {
            "title": "Your rule",
            "seed": self.seed,
            "days": [
                {
                    "day": sky.day,
                    "rate": day.errors / REQUESTS,
                    "threshold": None,
                    "page": "heeded" if sky.day in self.rang else "none",
                    "lost": _short(sky) if sky.day <= end else 0,
                    "notes": [f"{day.announced - day.received} rows fewer than announced"],
                }
                for sky, day in zip(skies, seen(self.seed))
            ],
            "incidents": [{"from": self.began, "to": end, "says": "short pages with status 200"}],
            "signals": [{"name": "Your rule", "day": told, "falseAlarms": self.false_pages}],
        }


def judge(seed: int, rang: Sequence[int]) -> Judged:
    """Holds the days on which a rule rang against what went on."""
    skies = weather(seed)
    began = next(sky.day for sky in skies if sky.incident)
    short = {sky.day for sky in skies if sky.cut}
    first = next((day for day in rang if day >= began), None)
    false_pages = sum(day < began and day not in short for day in rang)
    return Judged(seed, began, first - began + 1 if first else None, false_pages, tuple(rang))


def days_to_page(runs: Sequence[Judged]) -> int | None:
    """Days within which 19 runs in 20 were told; None where fewer were told at all."""
    told = sorted(run.days_to_page or 1000 for run in runs)
    days = told[(len(told) * 19 + 19) // 20 - 1]
    return days if days < 1000 else None


def false_pages(runs: Sequence[Judged]) -> float:
    """False pages in ninety days, on average."""
    return round(mean(run.false_pages for run in runs), 2)


def _short(sky) -> int:
    return sky.cut * PAGE // 2
