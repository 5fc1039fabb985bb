"""What became of one request: what the command prints of it, and what the instrument draws."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from .http import Message, whole_number
from .log import Trace

Outcome = Literal["hit", "miss", "pass", "pipe", "synth"]
Kind = Literal["fetch", "background", "pass", "pipe"]


@dataclass
class Asked:
    """One request to the origin."""

    kind: Kind
    #: Seconds since the script began at which it was sent, and at which it was answered or given up.
    at: float
    ended: float = 0.0
    #: Of the origin's response; None where none came.
    status: int | None = None
    #: Asked only for what has changed.
    conditional: bool = False


@dataclass
class Exchange:
    """A request from its arrival to its response, over all restarts."""

    #: Seconds since the script began at which the request came, and at which its response went.
    at: float
    method: str
    url: str
    trace: Trace = field(repr=False)
    ended: float = 0.0
    status: int | None = None
    body: str = ""
    headers: dict[str, Any] = field(default_factory=dict)
    origin_count: int | None = None
    age: int | None = None
    #: hit, miss, pass, pipe or synth: the last of them over all restarts; None for a request that no VCL has seen.
    outcome: Outcome | None = "synth"
    hits: int = 0
    restarts: int = 0
    #: The client waited for the origin.
    fetched: bool = False
    #: A stale copy was delivered, and a fresh one was fetched behind the client's back.
    background: bool = False
    #: It waited for another request's fetch.
    waited: bool = False
    #: Requests to the origin for this exchange, retries and background fetches too.
    asked: list[Asked] = field(default_factory=list)
    #: Seconds of TTL left at delivery, below 0 for a stale object, and its grace; None where no cached object was delivered.
    ttl: float | None = None
    grace: float | None = None
    #: The header by which it differed from a stored variant.
    differs_by: str | None = None
    #: Bans that it added, and objects that a purge of it removed; None for no purge.
    bans_added: int = 0
    purged: int | None = None
    #: Why it found nothing: the ban that removed what was stored, with the time of that ban, or the time of a purge.
    banned_by: tuple[str, float] | None = None
    purged_at: float | None = None

    def set_outcome(self, outcome: Outcome) -> None:
        """The last outcome counts, and a hit before it is one no more."""
        self.outcome = outcome
        self.hits = 0

    def read(self, response: Message) -> None:
        """Takes what is told of the response: its headers, and the numbers in X-Origin-Count and Age, None for what is no
        number."""
        self.headers = response.as_dict()
        count, age = response.get("X-Origin-Count"), response.get("Age")
        self.origin_count = None if count is None else whole_number(count)
        self.age = None if age is None else whole_number(age)

    def as_json(self) -> dict[str, Any]:
        """What the command prints of it, which is less than the instrument draws."""
        return {
            "status": self.status,
            "body": self.body,
            "origin_count": self.origin_count,
            "age": self.age,
            "outcome": self.outcome,
            "hits": self.hits,
            "headers": self.headers,
        }
