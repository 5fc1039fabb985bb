"""Each play of `varnish.simulate`: what came when, what the cache held and for how long, and the trace of each request."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from classroom.watch import Probe as _Probe

if TYPE_CHECKING:
    from classroom import shapes
    from varnish.exchange import Exchange
    from varnish.log import Entry
    from varnish.play import Play
    from varnish.store import StoredObject

PLAYS = 6
"""Plays that are reported; of more, the last ones."""

REQUESTS = 120
"""Requests of a play that are reported."""

OBJECTS = 120
"""Objects of a play that are reported."""

ENTRIES = 160
"""Lines of one request's trace."""

BANS = 40
"""Bans of a play that are reported."""

TEXT = 400
"""Characters of one line."""


class Probe(_Probe):
    """Takes each play of varnish.simulate, the last PLAYS of them."""

    def __init__(self, root: Path, files: Sequence[str]) -> None:
        self._plays: list[shapes.VarnishPlay] = []
        self._left_out = 0

    def start(self) -> None:
        """Begins to listen. It needs the package `varnish`, which comes with the run that has this probe."""
        from varnish.play import watchers

        watchers.append(self._played)

    def stop(self) -> None:
        """Ends listening; `report` then answers."""
        from varnish.play import watchers

        if self._played in watchers:
            watchers.remove(self._played)

    def _played(self, play: Play) -> None:
        self._plays.append(_play(play))
        if len(self._plays) > PLAYS:
            del self._plays[0]
            self._left_out += 1

    def report(self) -> shapes.VarnishReport:
        """The plays, in their order; times are in seconds since each began."""
        return {"plays": self._plays, "leftOut": self._left_out}


def _play(play: Play) -> shapes.VarnishPlay:
    server = play.server
    stored = [one for one in server.cache.history if not one.private]
    objects = [_object(one, server.clock.epoch) for one in stored]
    bans = server.cache.bans.bans
    ended = max([one.ended for one in play] + [asked.ended for one in play for asked in one.asked] + [0.0])
    return {
        "vcl": play.vcl,
        "seconds": round(ended, 4),
        "down": [(start, None if end == float("inf") else end) for start, end in server.script.down],
        "requests": [_request(one) for one in play[:REQUESTS]],
        "requestsLeftOut": max(0, len(play) - REQUESTS),
        "objects": objects[:OBJECTS],
        "objectsLeftOut": max(0, len(objects) - OBJECTS),
        "bans": [
            {
                "text": ban.text[:TEXT],
                "at": round(ban.at - server.clock.epoch, 4),
                "removed": sum(one.banned_by is ban for one in stored),
            }
            for ban in bans[:BANS]
        ],
        "bansLeftOut": max(0, len(bans) - BANS),
    }


def _request(one: Exchange) -> shapes.VarnishRequest:
    entries = one.trace.entries
    return {
        "at": one.at,
        "ended": one.ended,
        "method": one.method,
        "url": one.url,
        "status": one.status,
        "outcome": one.outcome or "refused",
        "age": one.age,
        "hits": one.hits,
        "restarts": one.restarts,
        "waited": one.waited,
        "differsBy": one.differs_by,
        "bannedBy": one.banned_by and {"text": one.banned_by[0][:TEXT], "at": one.banned_by[1]},
        "purgedAt": one.purged_at,
        "purged": one.purged,
        "bansAdded": one.bans_added,
        "ttl": one.ttl,
        "grace": one.grace,
        "headers": _headers(one.headers),
        "asked": [
            {
                "kind": asked.kind,
                "at": asked.at,
                "ended": asked.ended,
                "status": asked.status,
                "conditional": asked.conditional,
            }
            for asked in one.asked
        ],
        "trace": [_entry(entry) for entry in entries[:ENTRIES]],
        "traceLeftOut": max(0, len(entries) - ENTRIES),
    }


def _headers(headers: Mapping[str, str | list[str]]) -> list[tuple[str, str]]:
    return [
        (name, str(value)[:TEXT])
        for name, values in headers.items()
        for value in (values if isinstance(values, list) else [values])
    ]


def _entry(entry: Entry) -> shapes.VarnishEntry:
    return {
        "at": entry.at,
        "side": entry.side,
        "tag": entry.tag,
        "text": entry.text[:TEXT],
        "sub": entry.sub,
        "line": entry.line,
    }


def _object(one: StoredObject, epoch: float) -> shapes.VarnishObject:
    made = max(one.origin - epoch, -1e9)
    fresh = made + max(one.ttl, 0.0)
    kind = "hit-for-pass" if one.hit_for_pass else "hit-for-miss" if one.hit_for_miss else "object"
    return {
        "url": one.url,
        "kind": kind,
        "variant": list((one.variant or {}).items()),
        "came": round(one.came - epoch, 4),
        "freshUntil": round(fresh, 4),
        "graceUntil": round(fresh + max(one.grace, 0.0), 4),
        "keepUntil": round(fresh + max(one.grace, 0.0) + max(one.keep, 0.0), 4),
        "killed": None if one.killed is None else round(one.killed - epoch, 4),
        "killedBy": "ban" if one.banned_by is not None else "purge" if one.purged else None,
    }
