"""The days of a service as the reader's own simulation tells them, for the chart of error rate, pages and incidents.

A run is drawn if it ends with an object that has a method `_repr_incidents_`: in a cell the value of its last
expression, or a list of such objects; in a program the last of them that a name at its top level holds. The method
takes nothing and returns plain data, which is checked here, as anybody may write one:

    title: str
    seed: int | None            what the chart offers to change and to share
    days: list of {
        day: int                growing, by any step
        rate: float             share of requests that failed, 0 to 1
        threshold: float | None share above which the pager rings
        page: str               "none", "heeded" (somebody looked into it) or "unheeded"
        lost: int               rows lost that day for good
        notes: list[str]        what happened besides
    }
    incidents: list of {from: int, to: int, says: str}      days, both included
    signals: list of {name: str, day: int | None, falseAlarms: int}   when each could first have told
"""

import math
import sys
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from classroom import project, watch
from classroom.exceptions import exception_report

if TYPE_CHECKING:
    from classroom import shapes

METHOD = "_repr_incidents_"

MOST_HISTORIES = 4
"""Charts that a run may have; more are counted and left out."""

MOST_DAYS = 400
MOST_SPANS = 20
MOST_NOTES = 10
TEXT_LIMIT = 200
"""Characters of a title, a note or a name."""

type Page = Literal["none", "heeded", "unheeded"]
PAGES: tuple[Page, ...] = ("none", "heeded", "unheeded")


class Wrong(Exception):
    """What is wrong with the data that a reader's object gave, in words."""


class Probe(watch.Probe):
    """Takes what objects with the method METHOD tell: the values that cells end with, or the last such global of a program."""

    def __init__(self, root: Path, files: Sequence[str]) -> None:
        self._histories: list[shapes.IncidentHistory] = []
        self._left_out = 0
        self._problem: str | None = None

    def shown(self, value: object) -> None:
        """A list or a tuple shows each of its objects."""
        many = value if type(value) is list or type(value) is tuple else [value]
        self._take([one for one in many if _tells(one)])

    def stop(self) -> None:
        """Looks through the program's globals, where it was a program that ran."""
        # A cell has been shown already, if it came to its end; a program has no value to end with.
        main = sys.modules.get("__main__")
        file = getattr(main, "__file__", None)
        if isinstance(file, str) and project.relative(file) is not None:
            self._take([one for one in vars(main).values() if _tells(one)][-1:])

    def report(self) -> shapes.IncidentsReport:
        """What was told, how many were left out, and in words what was wrong with the last that could not be drawn."""
        return {"histories": self._histories, "leftOut": self._left_out, "problem": self._problem}

    def _take(self, found: Sequence[object]) -> None:
        self._left_out = max(0, len(found) - MOST_HISTORIES)
        for one in found[:MOST_HISTORIES]:
            try:
                self._histories.append(history(getattr(one, METHOD)()))
            except Wrong as wrong:
                self._problem = f"{METHOD} of {type(one).__name__} gave data that cannot be drawn: {wrong}."
            except Exception as error:
                told = exception_report(error)
                place = told["at"]
                where = f", in line {place['line']} of {place['file']}" if place is not None else ""
                self._problem = f"{METHOD} raised {told['type']}: {told['message']}{where}."


def _tells(value: object) -> bool:
    return callable(getattr(type(value), METHOD, None))


def history(data: object) -> shapes.IncidentHistory:
    """`IncidentHistory` of report.ts. Raises Wrong, which names the first place that is not right."""
    given = _mapping(data, "it")
    days = [_day(one, f"day {number}") for number, one in enumerate(_list(given, "days", "it", MOST_DAYS), 1)]
    if not days:
        raise Wrong("days is empty")
    for before, after in pairwise(days):
        if after["day"] <= before["day"]:
            raise Wrong(f"day {after['day']} comes after day {before['day']}")
    seed = given.get("seed")
    return {
        "title": _text(given, "title", "it"),
        "seed": None if seed is None else _whole(given, "seed", "it"),
        "days": days,
        "incidents": [
            _span(one, f"incident {number}", days)
            for number, one in enumerate(_list(given, "incidents", "it", MOST_SPANS), 1)
        ],
        "signals": [
            _signal(one, f"signal {number}")
            for number, one in enumerate(_list(given, "signals", "it", MOST_SPANS), 1)
        ],
    }


def _day(data: object, at: str) -> shapes.IncidentDay:
    given = _mapping(data, at)
    page: Page | None = next((page for page in PAGES if page == given.get("page")), None)
    if page is None:
        raise Wrong(f"page of {at} is {_short(given.get('page'))}, and not one of {', '.join(PAGES)}")
    notes = _list(given, "notes", at, MOST_NOTES)
    return {
        "day": _whole(given, "day", at),
        "rate": _share(given, "rate", at),
        "threshold": None if given.get("threshold") is None else _share(given, "threshold", at),
        "page": page,
        "lost": _whole(given, "lost", at),
        "notes": [_text({"a note": note}, "a note", at) for note in notes],
    }


def _span(data: object, at: str, days: Sequence[shapes.IncidentDay]) -> shapes.IncidentHistoryIncidents:
    given = _mapping(data, at)
    first, last = _whole(given, "from", at), _whole(given, "to", at)
    if not days[0]["day"] <= first <= last <= days[-1]["day"]:
        raise Wrong(f"{at} goes from day {first} to day {last}, which does not lie within the days")
    return {"from": first, "to": last, "says": _text(given, "says", at)}


def _signal(data: object, at: str) -> shapes.IncidentHistorySignals:
    given = _mapping(data, at)
    return {
        "name": _text(given, "name", at),
        "day": None if given.get("day") is None else _whole(given, "day", at),
        "falseAlarms": _whole(given, "falseAlarms", at),
    }


def _mapping(data: object, at: str) -> dict[str, Any]:
    if not isinstance(data, dict):
        raise Wrong(f"{at} is {_short(data)}, and not a dictionary")
    return data


def _list(given: Mapping[str, Any], key: str, at: str, most: int) -> list[Any]:
    value = given.get(key)
    if not isinstance(value, list | tuple):
        raise Wrong(f"{key} of {at} is {_short(value)}, and not a list")
    if len(value) > most:
        raise Wrong(f"{key} of {at} has {len(value)} entries, and {most} can be drawn")
    return list(value)


def _text(given: Mapping[str, Any], key: str, at: str) -> str:
    value = given.get(key)
    if not isinstance(value, str):
        raise Wrong(f"{key} of {at} is {_short(value)}, and no text")
    return value if len(value) <= TEXT_LIMIT else f"{value[: TEXT_LIMIT - 1]}…"


def _number(given: Mapping[str, Any], key: str, at: str, kind: str, good: Callable[[Any], bool]) -> Any:
    value = given.get(key)
    if (
        isinstance(value, bool)
        or not isinstance(value, int | float)
        or not math.isfinite(value)
        or not good(value)
    ):
        raise Wrong(f"{key} of {at} is {_short(value)}, and not {kind}")
    return value


def _whole(given: Mapping[str, Any], key: str, at: str) -> int:
    return int(
        _number(
            given, key, at, "a whole number of 0 or more", lambda n: n >= 0 and n == int(n) and n <= 2**53
        )
    )


def _share(given: Mapping[str, Any], key: str, at: str) -> float:
    return float(_number(given, key, at, "a share from 0 to 1", lambda n: 0 <= n <= 1))


def _short(value: object) -> str:
    try:
        text = repr(value)
    except Exception:
        text = type(value).__name__
    return text if len(text) <= 60 else f"{text[:59]}…"
