"""An API that is not very good, and what it should have said. You need not change it.

    api.changes(after)   asks for the page of changes after a cursor; 0 is the beginning. Returns an Answer or raises Timeout
    api.wait(seconds)    lets time go by; no real time does

A good answer has status 200 and a body like this, as JSON. `after` is the cursor that was asked for, `next` the cursor of the next page, null on the last.

    {"after": 20, "announced": 20, "rows": [{"id": 7, "version": 3, "name": "...", "address": "..."}, ...], "next": 40}

A row is good if id and version are whole numbers from 1 up, and name and address are text, not empty. Of the versions of one id the highest counts.
"""

import json
import sqlite3
from collections.abc import Callable, Collection
from dataclasses import dataclass
from random import Random

TIMES_OUT = "times out"
REPEATS = "repeats"
REORDERS = "reorders"
TRUNCATES = "truncates"
LIES = "lies with 200"
SPOILS = "spoils rows"
FAULTS = (TIMES_OUT, REPEATS, REORDERS, TRUNCATES, LIES, SPOILS)

PAGE = 20
IN_A_ROW = 3  # an API that is not down gives a good answer after this many bad ones at the most
MOST_ASKED = 600

Row = dict[str, object]


class Timeout(Exception):
    """No answer came. The API has had enough: it wants 1 s of rest, and twice as much each time that it is asked again too early."""


class AskedTooOften(BaseException):
    """Ends a sync that would never end."""


@dataclass(frozen=True)
class Answer:
    status: int
    body: str


@dataclass(frozen=True)
class Api:
    """What a sync is given."""

    changes: Callable[[int], Answer]
    wait: Callable[[float], None]


class Source:
    """The source of truth, behind the API. The same seed and faults give the same answers to the same questions."""

    def __init__(self, seed: int, faults: Collection[str] = FAULTS, customers: int = 60, changes: int = 160) -> None:
        self._rng = Random(seed)
        self._faults = faults
        self._log: list[Row] = []
        self._bad = 0
        self._early = 0
        self._rested_at = 0.0
        self.asked = 0
        self.clock = 0.0
        self.down = False
        self.api = Api(lambda after: self._changes(after), lambda seconds: self._wait(seconds))
        self.grow(changes, customers)

    def grow(self, changes: int, customers: int = 60) -> None:
        """Lets customers change their data."""
        rng = self._rng
        versions = {row["id"]: row["version"] for row in self._log if _is_good(row)}
        new: list[Row] = []
        for _ in range(changes):
            number = rng.randint(1, customers)
            versions[number] = versions.get(number, 0) + 1
            new.append({"id": number, "version": versions[number], "name": f"Customer {number}", "address": _address(rng)})
        if SPOILS in self._faults:
            for place in sorted(rng.sample(range(len(new)), 6)):
                new[place] |= rng.choice([{"address": None}, {"name": ""}, {"version": "three"}, {"id": None}])
        if REORDERS in self._faults:
            # Now and then a change is told late, after a later one of the same customer.
            for place in range(len(new) - 15):
                if rng.random() < 0.2:
                    other = place + rng.randint(1, 14)
                    new[place], new[other] = new[other], new[place]
        self._log += new

    def customers(self) -> dict[int, tuple[int, str, str]]:
        """What a copy should hold: id to version, name, address."""
        rows: dict[int, tuple[int, str, str]] = {}
        for row in filter(_is_good, self._log):
            if row["id"] not in rows or rows[row["id"]][0] < row["version"]:
                rows[row["id"]] = (row["version"], row["name"], row["address"])
        return rows

    def spoilt(self) -> list[str]:
        """What should be in quarantine: each row that is not good, as JSON with sorted keys."""
        return sorted({json.dumps(row, sort_keys=True) for row in self._log if not _is_good(row)})

    def _wait(self, seconds: float) -> None:
        if not seconds >= 0:
            raise ValueError(f"nobody can wait {seconds} seconds")
        self.clock += seconds

    def _changes(self, after: int) -> Answer:
        self.asked += 1
        if self.asked > MOST_ASKED:
            raise AskedTooOften(f"the API has been asked {MOST_ASKED} times")
        self.clock += 0.1
        if self.down:
            raise Timeout("no answer came")
        if self.clock < self._rested_at:
            self._early += 1
            self._rested_at = self.clock + 2 ** min(self._early, 6)
            raise Timeout("no answer came")
        rng = self._rng
        page = self._page(after)
        possible = [fault for fault in (TIMES_OUT, TRUNCATES, LIES) if fault in self._faults]
        if possible and self._bad < IN_A_ROW and rng.random() < 0.35:
            self._bad += 1
            return self._badly(rng.choice(possible), after, page)
        self._bad = self._early = 0
        return Answer(200, json.dumps(page))

    def _page(self, after: int) -> dict[str, object]:
        if not isinstance(after, int) or not 0 <= after <= len(self._log):
            return {"after": after, "announced": 0, "rows": [], "next": None}
        rows = list(self._log[after : after + PAGE])
        if REPEATS in self._faults:
            rows += self._rng.sample(self._log[: after + PAGE], 3)
        if REORDERS in self._faults:
            self._rng.shuffle(rows)
        last = after + PAGE >= len(self._log)
        return {"after": after, "announced": len(rows), "rows": rows, "next": None if last else after + PAGE}

    def _badly(self, fault: str, after: int, page: dict[str, object]) -> Answer:
        rng, rows = self._rng, list(page["rows"])
        if fault == TIMES_OUT:
            self._early += 1
            self._rested_at = self.clock + 2 ** min(self._early - 1, 6)
            raise Timeout("no answer came")
        if fault == TRUNCATES:
            text = json.dumps(page)
            if rng.random() < 0.5:
                return Answer(200, text[: rng.randint(1, len(text) - 1)])
            return Answer(200, json.dumps(page | {"rows": rows[: len(rows) // 2]}))
        return rng.choice(
            [
                Answer(200, '{"error": "overloaded"}'),
                Answer(200, "<html><h1>Down for maintenance</h1></html>"),
                Answer(200, "null"),
                Answer(503, json.dumps({"after": after, "announced": 0, "rows": [], "next": None})),
                # The answer to another question, from a cache on the way.
                Answer(200, json.dumps(self._page(min(after + 2 * PAGE, len(self._log))))),
            ]
        )


def open_copy() -> sqlite3.Connection:
    """An empty copy."""
    db = sqlite3.connect(":memory:")
    db.executescript(
        """
        CREATE TABLE customers (id INTEGER PRIMARY KEY, version INTEGER NOT NULL, name TEXT NOT NULL, address TEXT NOT NULL);
        CREATE TABLE quarantine (raw TEXT PRIMARY KEY, reason TEXT NOT NULL);
        """
    )
    return db


def differences(source: Source, db: sqlite3.Connection) -> list[str]:
    """What a copy has wrong, row by row; empty where it holds just what it should."""
    found = []
    have = {number: tuple(rest) for number, *rest in db.execute("SELECT id, version, name, address FROM customers")}
    want = source.customers()
    for number in sorted(want.keys() | have.keys()):
        if number not in have:
            found.append(f"customer {number} is missing")
        elif number not in want:
            found.append(f"customer {number} is not in the source")
        elif have[number] != want[number]:
            (ours, *_), (theirs, *_) = have[number], want[number]
            what = f"has version {ours}, the source version {theirs}" if ours != theirs else "differs from the source"
            found.append(f"customer {number} {what}")
    raw = sorted(row for (row,) in db.execute("SELECT raw FROM quarantine"))
    found += [f"not in quarantine: {row}" for row in source.spoilt() if row not in raw]
    found += [f"in quarantine and should not be: {row}" for row in raw if row not in source.spoilt()]
    return found


def _is_good(row: Row) -> bool:
    whole = all(isinstance(row[key], int) and row[key] >= 1 for key in ("id", "version"))
    return whole and all(isinstance(row[key], str) and row[key] for key in ("name", "address"))


def _address(rng: Random) -> str:
    return f"{rng.randint(1, 99)} {rng.choice(['Mill Lane', 'High Street', 'Quay Road', 'Chapel Row'])}"
