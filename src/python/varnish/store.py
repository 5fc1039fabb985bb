"""The cache: objects under their hash, with their variants, and which of them a request finds."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from .clock import WaitingList
from .http import Message

#: A request's values of the headers that objects vary on; None is a header that is not there.
Variant = dict[str, "str | None"]


class Ban(Protocol):
    """A condition by which an object was removed."""

    @property
    def text(self) -> str:
        """As it was written."""
        ...

    @property
    def at(self) -> float:
        """The real time at which it was added."""
        ...


class Bans(Protocol):
    """What objects are held against at a lookup: bans.py has those."""

    @property
    def bans(self) -> Sequence[Ban]:
        """In the order in which they came."""
        ...

    @property
    def count(self) -> int:
        """How many there are."""
        ...

    def add(self, text: str | None, now: float) -> None:
        """Raises BanError for a text that is none."""
        ...

    def untested(self, one: StoredObject) -> int:
        """How many the object has not met yet."""
        ...

    def striking(self, one: StoredObject, request: Message) -> Ban | None:
        """The newest of those that removes it, for this request."""
        ...


class BadVary(Exception):
    """A Vary header that varnishd refuses: the response is not cached."""


@dataclass
class StoredObject:
    """An object, or the promise of one while it is being fetched (`busy`)."""

    xid: int
    url: str = ""
    busy: bool = True
    failed: bool = False
    dying: bool = False
    #: Real times at which it came in, and at which it was purged, banned or superseded.
    came: float = 0.0
    killed: float | None = None
    private: bool = False
    hit_for_miss: bool = False
    hit_for_pass: bool = False
    response: Message = field(default_factory=Message)
    body: str = ""
    origin: float = 0.0
    ttl: float = 0.0
    grace: float = 0.0
    keep: float = 0.0
    hits: int = 0
    #: What it varies on, with the values of the request that fetched it.
    variant: Variant | None = None
    #: While it is busy: what a request is expected to differ by.
    expected_variant: Variant | None = None
    #: How many bans there were when it came in, or when it was last tested.
    bans_seen: int = 0
    #: The ban that removed it, and whether a purge did.
    banned_by: Ban | None = None
    purged: bool = False
    last_modified: float = 0.0
    #: Can be revalidated: a 200 with Last-Modified or ETag.
    conditional: bool = False
    gzipped: bool = False

    def expires(self, ttl_limit: float | None = None) -> float:
        """End of its TTL; a request may set a shorter one."""
        ttl = self.ttl if ttl_limit is None or ttl_limit <= 0 or ttl_limit >= self.ttl else ttl_limit
        return self.origin + ttl

    def grace_ends(self, ttl_limit: float | None, grace_limit: float | None) -> float:
        """Real time at which its grace is over, by the limits of a request: `req.ttl` and `req.grace`, None where they were left alone."""
        grace = self.grace if grace_limit is None or grace_limit < 0 else min(self.grace, grace_limit)
        return self.expires(ttl_limit) + grace

    def gone_at(self) -> float:
        """Real time from which it is of no use to anybody: the end of TTL, grace and keep."""
        return self.origin + self.ttl + self.grace + self.keep

    def time_left(self, now: float) -> float:
        """`obj.ttl`."""
        return (self.ttl if self.ttl > 0 else 0.0) - (now - self.origin)


@dataclass
class ObjectHead:
    """All that is stored under one hash: newest first, those being fetched last."""

    objects: list[StoredObject] = field(default_factory=list)
    waiting: WaitingList = field(default_factory=WaitingList)
    #: Real time of the last purge that removed something; None once something is stored again.
    purged_at: float | None = None


@dataclass(frozen=True)
class Seeker:
    """What of a request matters to a lookup."""

    request: Message
    #: Real time at which it came.
    time: float
    ttl_limit: float | None = None
    grace_limit: float | None = None
    always_miss: bool = False
    ignore_busy: bool = False
    ignore_vary: bool = False


@dataclass(frozen=True)
class BanTest:
    """`ban` is the one that removed the object; None where it stays."""

    one: StoredObject
    bans: int
    ban: Ban | None


@dataclass
class Finding:
    """`kind` is hit, grace, miss, hit-for-miss, hit-for-pass or busy. `insert` is a new busy object to be fetched."""

    kind: str
    found: StoredObject | None = None
    insert: StoredObject | None = None
    #: A stored variant that did not fit, and the header by which it differed.
    differs_by: str | None = None
    #: Objects that were held against bans they had not met yet.
    tests: list[BanTest] = field(default_factory=list)
    #: Real time of the purge that took away what was stored; None where that is not why nothing is there.
    purged_at: float | None = None


class Cache:
    """Objects by key, with their variants. It has no size: nothing is thrown out for want of room."""

    def __init__(self, bans: Bans) -> None:
        self.heads: dict[tuple[str, ...], ObjectHead] = {}
        self.bans = bans
        self._xids = itertools.count(2)
        #: Every object that ever came in, in order.
        self.history: list[StoredObject] = []

    def next_xid(self) -> int:
        """The next number of a transaction."""
        return next(self._xids)

    def head(self, digest: tuple[str, ...]) -> ObjectHead:
        """All that is stored under this hash; made where there is nothing yet."""
        return self.heads.setdefault(digest, ObjectHead())

    def insert_busy(self, head: ObjectHead, expected: Variant | None) -> StoredObject:
        """A new object that is being fetched, which others wait for."""
        new = StoredObject(self.next_xid(), expected_variant=expected)
        head.objects.append(new)
        return new

    def lookup(self, digest: tuple[str, ...], seeker: Seeker, now: float) -> Finding:
        """What a request finds under its hash at this real time. A busy object is put in where it is to fetch one."""
        head = self.head(digest)
        head.objects = [one for one in head.objects if one.busy or (not one.dying and one.gone_at() > now)]
        if seeker.always_miss:
            return Finding("miss", insert=self.insert_busy(head, None))
        busy_found = False
        tests: list[BanTest] = []
        expected: Variant = {}
        found: StoredObject | None = None
        stale: StoredObject | None = None
        differs_by: str | None = None
        for one in list(head.objects):
            if one.dying or one.failed:
                continue
            if one.busy:
                if seeker.ignore_busy:
                    continue
                expects = one.expected_variant if not seeker.ignore_vary else None
                busy_found = busy_found or not expects or difference(expects, seeker.request) is None
                continue
            if one.ttl <= 0:
                continue
            tested = self.bans.untested(one)
            ban = self.bans.striking(one, seeker.request)
            if tested:
                tests.append(BanTest(one, tested, ban))
            if ban is not None:
                self.kill(one, now)
                one.banned_by = ban
                continue
            if one.variant and not seeker.ignore_vary:
                for name in one.variant:
                    expected.setdefault(name, trimmed(seeker.request.get(name)))
                different = difference(one.variant, seeker.request)
                if different is not None:
                    differs_by = different
                    continue
            if one.expires(seeker.ttl_limit) > seeker.time:
                found = one
                break
            if one.expires() < seeker.time and (stale is None or one.origin > stale.origin):
                stale = one
        head.objects = [one for one in head.objects if not one.dying]
        if found is not None:
            finding = self._fresh(head, found, expected)
        else:
            finding = self._not_fresh(head, stale, seeker, expected, busy_found, differs_by)
        finding.tests = tests
        if finding.kind == "miss" and not head.objects[:-1]:
            finding.purged_at = head.purged_at
        return finding

    def _fresh(self, head: ObjectHead, found: StoredObject, expected: Variant) -> Finding:
        if found.hit_for_pass:
            return Finding("hit-for-pass", found)
        if found.hit_for_miss:
            return Finding("hit-for-miss", found, self.insert_busy(head, expected))
        found.hits += 1
        return Finding("hit", found)

    def _not_fresh(
        self,
        head: ObjectHead,
        stale: StoredObject | None,
        seeker: Seeker,
        expected: Variant,
        busy_found: bool,
        differs_by: str | None,
    ) -> Finding:
        if stale is not None and stale.hit_for_miss:
            return Finding("hit-for-miss", stale, self.insert_busy(head, expected))
        in_grace = stale is not None and stale.grace_ends(seeker.ttl_limit, seeker.grace_limit) >= seeker.time
        if not busy_found:
            insert = self.insert_busy(head, expected)
            if stale is not None and in_grace:
                stale.hits += 1
                return Finding("grace", stale, insert)
            return Finding("miss", stale, insert, differs_by)
        if stale is not None and in_grace:
            stale.hits += 1
            return Finding("grace", stale)
        return Finding("busy")

    def unbusy(self, digest: tuple[str, ...], one: StoredObject, now: float) -> None:
        """It can be found from now on."""
        one.came = now
        self.history.append(one)
        one.busy = False
        one.bans_seen = self.bans.count
        head = self.head(digest)
        head.purged_at = None
        head.objects.remove(one)
        head.objects.insert(0, one)

    def kill(self, one: StoredObject, now: float) -> None:
        """Has no further request find it, from this real time on."""
        one.dying = True
        one.killed = now

    def drop(self, digest: tuple[str, ...], one: StoredObject) -> None:
        """Takes away an object whose fetch has failed."""
        one.failed = True
        one.busy = False
        head = self.head(digest)
        if one in head.objects:
            head.objects.remove(one)

    def purge(self, digest: tuple[str, ...], now: float) -> int:
        """Removes what is stored under this hash, but for what is being fetched, and says how many objects those were."""
        head = self.head(digest)
        gone = [one for one in head.objects if not one.busy]
        head.objects = [one for one in head.objects if one.busy]
        if gone:
            head.purged_at = now
        for one in gone:
            self.kill(one, now)
            one.purged = True
        return len(gone)


def trimmed(value: str | None) -> str | None:
    """A value of a header without blanks around it; None for one that is not there."""
    return None if value is None else value.strip(" \t")


def difference(variant: Variant, request: Message) -> str | None:
    """The first header by which a request differs from a variant. Accept-Encoding is Varnish's own business."""
    for name, value in variant.items():
        if name.lower() != "accept-encoding" and trimmed(request.get(name)) != value:
            return name
    return None


def variant_of(response: Message, request: Message) -> Variant | None:
    """What a response varies on, with the values of the backend request. Raises BadVary."""
    vary = response.get("Vary")
    if vary is None:
        return None
    variant: Variant = {}
    at = 0
    while at < len(vary):
        if vary[at] in " \t":
            at += 1
            continue
        end = at
        while end < len(vary) and vary[end] not in " \t,":
            end += 1
        name = vary[at:end]
        if len(name) > 127:
            raise BadVary(name)
        variant[name] = trimmed(request.get(name)) if name else None
        at = end
        while at < len(vary) and vary[at] in " \t":
            at += 1
        if at >= len(vary):
            break
        if vary[at] != ",":
            raise BadVary(vary)
        at += 1
    return variant
