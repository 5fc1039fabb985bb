"""A Varnish with its cache, its clock and its scripted origin, that plays the requests of a script."""

from __future__ import annotations

import time
from collections.abc import Generator

from .bans import Bans
from .client import ClientRequest
from .clock import Clock, WaitingList
from .context import CLIENT_IP
from .exchange import Asked, Exchange
from .health import is_healthy, probe_of
from .nodes import Program
from .origin import FetchError, Origin, OriginResponse
from .roles import Fetch, Run
from .script import Script
from .store import Cache
from .work import Meter


class Server:
    """`epoch` is the real time at which the script begins, in seconds since 1970; the present by default."""

    def __init__(self, program: Program, script: Script, epoch: float | None = None) -> None:
        self.program = program
        self.script = script
        self.clock = Clock(float(int(time.time())) if epoch is None else epoch)
        self.meter = Meter()
        self.cache = Cache(Bans(self.meter))
        probes = [probe_of(program, name) for name, one in program.backends.items() if not one.none]
        self.origin = Origin(script, self.clock, [max(one["interval"], 0.01) for one in probes if one])
        #: Subroutine and line that run just now, for what functions log.
        self.place: tuple[str, int | None] | None = None

    def play(self) -> list[Exchange]:
        """Runs the whole script on its own clock. Raises ScriptError where it asks for more than a play may, or for what is not
        here."""
        clients = [ClientRequest(self, one) for one in self.script.requests]
        for client in clients:
            self.clock.start(client.run(), client.scripted.at)
        self.clock.run()
        return [client.exchange for client in clients]

    def log(self, run: Run, tag: str, text: str, sub: str | None = None, line: int | None = None) -> None:
        """A line in the trace of whoever runs."""
        if sub is None and self.place is not None:
            sub, line = self.place
        owner = run.client if run.client is not None else run.fetch
        assert owner is not None
        owner.trace.add(self.clock.now, run.side, tag, text, sub or None, line)

    def timeout_of(self, backend: str, name: str, default: float) -> float:
        """Seconds: that of the backend's definition, or else the default (vcl-backend(7), "Timeout Attributes")."""
        found = self.program.backends.get(backend)
        return found.fields.get(name, default) if found else default

    def is_healthy(self, backend: str) -> bool:
        """At this moment, by the probe's polls; a backend without a probe is, one that is `none` never."""
        found = self.program.backends.get(backend)
        if found is None or found.none:
            return False
        probe = probe_of(self.program, backend)
        return probe is None or is_healthy(probe, self.script, self.clock.now)

    def identity_of(self, run: Run) -> str | None:
        """One that was set to text that is not there is not there."""
        client, fetch = run.client, run.fetch
        owner = (
            client.identity if client is not None else fetch.client_identity if fetch is not None else None
        )
        return owner[0] if owner else str(CLIENT_IP)

    def set_identity(self, run: Run, value: str | None) -> None:
        """client.identity, of the client's side alone."""
        assert run.client is not None
        run.client.identity = (value,)

    def ask_origin(self, fetch: Fetch) -> Generator[float | WaitingList, None, OriginResponse]:
        """Raises FetchError."""
        if not self.is_healthy(fetch.backend):
            none = self.program.backends[fetch.backend].none
            raise FetchError("No backend" if none else f"backend {fetch.backend}: unhealthy")
        conditional = any(
            fetch.request.get(name) is not None for name in ("If-None-Match", "If-Modified-Since")
        )
        asked = Asked(fetch.kind, round(self.clock.now, 4), conditional=conditional)
        fetch.exchange.asked.append(asked)
        try:
            timeout = fetch.first_byte_timeout or self.timeout_of(fetch.backend, "first_byte_timeout", 60.0)
            answer = yield from self.origin.ask(fetch.request, timeout)
            asked.status = answer.message.status
            return answer
        finally:
            asked.ended = round(self.clock.now, 4)
