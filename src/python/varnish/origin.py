"""The scripted origin: picks a route, waits, counts and answers."""

from __future__ import annotations

import math
from collections.abc import Generator, Sequence
from dataclasses import dataclass

from .clock import Clock, Task, WaitingList
from .http import REASONS, Message
from .script import LONGEST_TIME, Route, Script, read_route

#: Seconds before the script at which Varnish has started and polled for the first time.
POLLING_BEFORE = 0.7


def _merged(windows: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """The same times, none of them twice."""
    merged: list[tuple[float, float]] = []
    for start, end in sorted(windows):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


class FetchError(Exception):
    """No response: the origin closed the connection, or was too slow."""


@dataclass
class OriginResponse:
    """As it comes over the wire: the body of an answer to HEAD is empty, and so is that of a 204 or a 304."""

    message: Message
    body: str


class Origin:
    """One counter over all routes, counted when a response is sent."""

    def __init__(self, script: Script, clock: Clock, poll_intervals: Sequence[float] = ()) -> None:
        self.script = script
        self.clock = clock
        self.count = 0
        #: Of those, responses to anything but a probe.
        self.answers = 0
        #: Of each backend that is probed. An origin written in Python sees none of it.
        self.poll_intervals = poll_intervals if script.answer is None else ()
        self.polls = [0] * len(self.poll_intervals)
        self.outages = _merged(script.down)

    def count_polls(self) -> None:
        """Probes ask the origin too, from a moment before the script begins on: each has its number."""
        for index, interval in enumerate(self.poll_intervals):
            first, due = self.polls[index], int((self.clock.now + POLLING_BEFORE) / interval) + 1
            self.count += due - first
            for start, end in self.outages:
                down = [
                    math.ceil((min(one, LONGEST_TIME) + POLLING_BEFORE) / interval) for one in (start, end)
                ]
                self.count -= max(0, min(due, down[1]) - max(first, down[0]))
            self.polls[index] = due

    def is_down(self, at: float) -> bool:
        """Whether no connection is taken at this second of the script."""
        return any(start <= at < end for start, end in self.script.down)

    def ask(self, request: Message, timeout: float) -> Generator[float | WaitingList, None, OriginResponse]:
        """The response to a backend request. Raises FetchError where none comes within `timeout` seconds."""
        if self.is_down(self.clock.now):
            raise FetchError("backend closed the connection")
        route = self.route_for(request)
        if route.delay > timeout:
            self.clock.start(self.answer_too_late(route.delay))
            yield timeout
            raise FetchError("first byte timeout")
        yield route.delay  # none at all lets others go first, who are on their way already
        self.count_polls()
        self.count += 1
        self.answers += 1
        return self.answer(route, request)

    def answer_too_late(self, delay: float) -> Task:
        """An answer that nobody waits for any more is still counted."""
        yield delay
        self.count += 1
        self.answers += 1

    def route_for(self, request: Message) -> Route:
        """The first route that fits the moment, the URL and the headers, else a 404. Raises ScriptError where what a function
        of Python answers is no route."""
        now = self.clock.now
        if self.script.answer is not None:
            asked = {
                "at": now,
                "method": request.method,
                "url": request.url,
                "headers": dict(request.fields),
                "count": self.count + 1,
            }
            given = self.script.answer(asked)
            return read_route({"url": ".*", **given}, f"what the origin answers to {request.url}")
        for route in self.script.routes:
            start, end = route.window
            if not start <= now < end or not route.pattern.fullmatch(request.url):
                continue
            if all(
                (value := request.get(name)) is not None and pattern.search(value)
                for name, pattern in route.match
            ):
                return route
        return _NO_ROUTE

    def answer(self, route: Route, request: Message) -> OriginResponse:
        """With X-Origin-Count, and with Content-Length where the route has none."""
        reason = route.reason if route.reason is not None else REASONS.get(route.status, "Status")
        message = Message(status=route.status, reason=reason)
        message.fields = [*route.headers, ("X-Origin-Count", str(self.count))]
        bodiless = route.status in (204, 304)
        if not bodiless and message.get("Content-Length") is None:
            message.add("Content-Length", str(len(route.body.encode())))
        empty = bodiless or request.method == "HEAD"
        return OriginResponse(message, "" if empty else route.body)


_NO_ROUTE = read_route({"url": ".*", "status": 404}, "no route")
