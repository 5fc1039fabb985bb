"""The client side: one request from vcl_recv to its response, over restarts."""

from __future__ import annotations

from collections.abc import Generator

from .arrival import add_sender, refusal, take_host_from_url
from .clock import WaitingList
from .conditional import not_modified, ranged, wants_part
from .context import Context
from .exchange import Exchange
from .fetch import BackendFetch
from .http import HOP_BY_HOP, REASONS, Message, accepts_gzip, format_time, has_token, printable
from .log import Trace
from .origin import FetchError
from .roles import Server
from .runner import Action, run_method
from .script import ScriptedRequest
from .store import Finding, Seeker, StoredObject
from .work import LARGEST_HEAD, MOST_FIELDS_RECEIVED, Workspace

MAX_RESTARTS = 4
#: What Varnish itself takes between a fetch and the delivery, in seconds.
PROCESSING = 0.0002
Steps = Generator[float | WaitingList, None, str]


class ClientRequest:
    """A request, and the Exchange that it becomes. What `restart` keeps and what it forgets is that of vcl-step(7)."""

    def __init__(self, server: Server, scripted: ScriptedRequest) -> None:
        self.server = server
        self.scripted = scripted
        self.trace = Trace()
        self.exchange = Exchange(scripted.at, scripted.method, scripted.url, self.trace)
        self.request = Message(scripted.method, scripted.url, fields=list(scripted.headers))
        if self.request.get("Host") is None:
            self.request.fields.insert(0, ("Host", "example.test"))
        if scripted.body and self.request.get("Content-Length") is None:
            self.request.add("Content-Length", str(len(scripted.body.encode())))
        self.response = Message()
        self.body = ""
        #: std.cache_req_body kept what the client sent; it was read off the wire; it was too large, and nobody answers.
        self.keeps_body = self.body_is_read = self.is_cut_off = False
        self.object: StoredObject | None = None
        self.stale: StoredObject | None = None
        self.digest: tuple[str, ...] = ()
        self.xid = 0
        self.arrived = 0.0
        self.restarts = 0
        self.backend = server.program.default_backend or ""
        #: What the VCL made of client.identity, in a tuple; None where it left it alone.
        self.identity: tuple[str | None] | None = None
        self.ttl: float | None = None
        self.grace: float | None = None
        self.hash_always_miss = False
        self.hash_ignore_busy = False
        self.hash_ignore_vary = False
        self.is_hit = False
        self.is_hitmiss = False
        self.is_hitpass = False
        self.error_status = 0
        self.error_reason: str | None = None
        self.workspace = Workspace()
        self.is_full = False
        #: The connection ends with this response.
        self.closing = False
        self.original = self.request.copy()
        #: The response before the VCL came to it.
        self.untouched = self.response

    def log(self, tag: str, text: str) -> None:
        """A line of the client's side, at this moment of the script."""
        self.trace.add(self.server.clock.now, "c", tag, text)

    def context(self, method: str) -> Context:
        """The moment in which vcl_<method> runs, with the object that has been found so far."""
        return Context(self.server, method, self.server.clock.real, client=self, object=self.object)

    def roll_back(self, *, response: bool = False) -> None:
        """std.rollback(req), and what `fail` does (vcl-step(7), "VCL Actions"): the request as it came."""
        self.request = self.original.copy()
        if response:
            self.response = self.untouched.copy()

    def run(self) -> Generator[float | WaitingList]:
        """A task of the clock: it waits where Varnish waits, and ends with the response."""
        self.arrived = self.server.clock.real
        self.xid = self.server.cache.next_xid()
        self.log("ReqStart", "127.0.0.1")
        take_host_from_url(self.request)
        if self.request.size > LARGEST_HEAD:
            self.log("Error", "the request is larger than http_req_size: the connection is closed")
            self.exchange.outcome = None
            return
        refused = refusal(self.request)
        if refused:
            self.refuse(refused)
            return
        self.closing = has_token(self.request.get("Connection"), "close")
        add_sender(self.request)
        self.request.collect("Cache-Control")
        self.log("ReqMethod", self.request.method)
        self.log("ReqURL", self.request.url)
        for name, value in self.request.fields:
            self.log("ReqHeader", f"{name}: {value}")
        self.original = self.request.copy()
        step = "recv"
        while step != "done":
            step = yield from getattr(self, f"step_{step}")()
        self.exchange.ended = round(self.server.clock.now, 4)

    def refuse(self, status: int) -> None:
        """Ends a request that no VCL has seen."""
        self.log("Error", f"refused before any VCL: {status} {REASONS[status]}")
        self.exchange.status = status
        self.exchange.outcome = None
        self.exchange.ended = round(self.server.clock.now, 4)

    # States of cache_req_fsm, by name. Each returns the next.
    def step_recv(self) -> Steps:
        """vcl_recv and vcl_hash, between which Accept-Encoding becomes `gzip` or goes, as the parameter http_gzip_support has
        it (varnishd(1))."""
        yield from ()
        self.is_hit = self.is_hitmiss = self.is_hitpass = False
        self.error_status, self.error_reason = 0, None
        self.object = self.stale = None
        if self.restarts > MAX_RESTARTS:
            self.error_status = 503
            return "synth"
        action = run_method(self.context("recv"))
        if self.is_cut_off:
            self.exchange.outcome = None
            return "done"
        if action.name not in ("pipe", "pass"):
            if accepts_gzip(self.request):
                self.request.set("Accept-Encoding", "gzip")
            else:
                self.request.unset("Accept-Encoding")
        context = self.context("hash")
        hashed = run_method(context)
        self.digest = (context.hashed.hexdigest(),)
        if hashed.name == "fail" or action.name == "fail":
            return "failed"
        if action.name == "hash":
            return "lookup"
        return self.next_step(action)

    def next_step(self, action: Action) -> str:
        """The state that an action leads to: of its own name, but for `fail` and for a synth() whose status cannot be."""
        if action.name == "fail":
            return "failed"
        if action.name == "synth":
            self.error_status = action.arguments[0]
            reason = action.arguments[1] if len(action.arguments) > 1 else None
            self.error_reason = REASONS.get(self.error_status % 1000) if reason is None else reason
            if not 100 <= self.error_status <= 65535 or self.error_status % 1000 < 100:
                self.log("VCL_Error", f"return(synth()) status code ({self.error_status}) is not valid")
                return "failed"
        return action.name

    def step_failed(self) -> Steps:
        """The way from `fail` to vcl_synth with a 503."""
        yield from ()
        self.roll_back()
        self.closing = True
        if self.is_full:
            self.exchange.set_outcome("synth")
            self.exchange.status = 500  # a bare line: there is no room for a page
            return "done"
        self.error_status, self.error_reason = 503, "VCL failed"
        return "synth"

    def step_restart(self) -> Steps:
        """The next round, up to max_restarts of them (varnishd(1)), whose default this is."""
        yield from ()
        self.restarts += 1
        self.exchange.restarts = self.restarts
        if self.restarts > MAX_RESTARTS:
            self.log("VCL_Error", "Too many restarts")
            self.error_status = 503
            return "synth"
        self.log("Link", "req restart")
        return "recv"

    def step_lookup(self) -> Steps:
        """Looks in the cache, and waits as long as another request fetches the same."""
        while True:
            seeker = Seeker(
                self.request,
                self.arrived,
                self.ttl,
                self.grace,
                self.hash_always_miss,
                self.hash_ignore_busy,
                self.hash_ignore_vary,
            )
            finding = self.server.cache.lookup(self.digest, seeker, self.server.clock.real)
            if finding.kind != "busy":
                break
            self.log("Debug", "on the waiting list: another request is fetching this")
            self.exchange.waited = True
            yield self.server.cache.head(self.digest).waiting
        self.log_bans(finding)
        if finding.differs_by:
            self.exchange.differs_by = finding.differs_by
            self.log("Vary", f"a stored variant differs by {finding.differs_by}")
        found, kind = finding.found, finding.kind
        left = 0.0 if found is None else found.time_left(self.server.clock.real)
        if found is not None and kind == "hit-for-pass":
            self.is_hitpass = True
            self.log("HitPass", f"{found.xid} {left:.6f}")
            return "pass"
        if found is None or kind in ("hit-for-miss", "miss"):
            self.is_hitmiss = kind == "hit-for-miss"
            if found is not None and self.is_hitmiss:
                self.log("HitMiss", f"{found.xid} {left:.6f}")
            self.stale = found
            self.object = finding.insert
            return "miss"
        self.log("Hit", f"{found.xid} {left:.6f} {found.grace:.6f} {found.keep:.6f}")
        self.object = found
        return self.hit(finding.insert)

    def log_bans(self, finding: Finding) -> None:
        """What the bans that an object had not met yet did to it."""
        epoch = self.server.clock.epoch
        for test in finding.tests:
            if test.ban is None:
                count = "1 ban" if test.bans == 1 else f"{test.bans} bans"
                self.log("Ban", f"object {test.one.xid} tested against {count}: it stays")
            else:
                at = round(test.ban.at - epoch, 4)
                self.log("ExpBan", f"object {test.one.xid} removed by the ban of {at:g} s: {test.ban.text}")
                self.exchange.banned_by = (test.ban.text, at)
        if finding.purged_at is not None:
            self.exchange.purged_at = round(finding.purged_at - epoch, 4)

    def hit(self, insert: StoredObject | None) -> str:
        """vcl_hit. Of a stale object a fresh one is fetched in the background, if vcl_hit delivers."""
        found = self.object
        self.exchange.set_outcome("hit")
        action = run_method(self.context("hit"))
        if action.name == "deliver":
            if insert is not None:
                self.exchange.background = True
                fetch = BackendFetch(self.server, self, insert, stale=found, background=True)
                self.server.clock.start_at_once(fetch.run())
            self.is_hit = True
            return "deliver"
        self.object = None
        if insert is not None:
            self.server.cache.drop(self.digest, insert)
            self.server.clock.wake(self.server.cache.head(self.digest).waiting, 1)
        if action.name == "pass":
            self.is_hit = True
        return self.next_step(action)

    def step_miss(self) -> Steps:
        """vcl_miss. Whoever waits for the object is woken where it is not fetched after all."""
        self.exchange.set_outcome("miss")
        target = self.object
        assert target is not None
        self.object = None
        action = run_method(self.context("miss"))
        if action.name == "fetch":
            fetch = BackendFetch(self.server, self, target, stale=self.stale)
            return (yield from self.wait_for(fetch))
        self.server.cache.drop(self.digest, target)
        self.server.clock.wake(self.server.cache.head(self.digest).waiting, 1)
        self.stale = None
        return self.next_step(action)

    def step_pass(self) -> Steps:
        """vcl_pass, and a fetch whose object is for this client alone."""
        self.exchange.set_outcome("pass")
        self.object = None
        action = run_method(self.context("pass"))
        if action.name == "fetch":
            fetch = BackendFetch(self.server, self, StoredObject(0, private=True), passing=True)
            return (yield from self.wait_for(fetch))
        return self.next_step(action)

    def wait_for(self, fetch: BackendFetch) -> Steps:
        """Waits until the fetch has ended: here a response is delivered once it is there as a whole."""
        self.exchange.fetched = True
        yield from fetch.run()
        yield PROCESSING
        if fetch.object.failed:
            self.error_status, self.error_reason = 503, None
            return "synth"
        self.object = fetch.object
        return "deliver"

    def step_purge(self) -> Steps:
        """vcl_purge, once all variants are gone."""
        yield from ()
        self.hash_always_miss = True  # a purge looks nothing up, nor does a restart after it
        purged = self.server.cache.purge(self.digest, self.server.clock.real)
        self.log("Purge", f"{purged} {'object' if purged == 1 else 'objects'} removed")
        self.exchange.purged = (self.exchange.purged or 0) + purged
        self.exchange.set_outcome("synth")
        return self.next_step(run_method(self.context("purge")))

    def step_deliver(self) -> Steps:
        """vcl_deliver, with the header fields that Varnish adds before it: Age (RFC 9111 5.1), Via (RFC 9110 7.6.3), X-Varnish."""
        yield from ()
        one = self.object
        assert one is not None
        now = self.server.clock.real
        response = self.response = one.response.copy()
        response.proto = "HTTP/1.1"
        response.add("X-Varnish", f"{self.xid} {one.xid}" if self.is_hit else str(self.xid))
        response.add("Age", str(int(max(0.0, now - one.origin))))
        response.add("Via", "1.1 varnish (Varnish/7.1)")
        if one.gzipped and not accepts_gzip(self.request):
            response.unset("Content-Encoding")
            etag = response.get("ETag")
            if etag is not None and not etag.startswith("W/"):
                response.set("ETag", f"W/{etag}")
        self.untouched = response.copy()
        if not one.private and response.status == 200:
            response.add("Accept-Ranges", "bytes")
        self.exchange.hits = one.hits if self.is_hit else 0
        if not one.private and not one.hit_for_miss:
            self.exchange.ttl, self.exchange.grace = round(one.time_left(now), 3), round(one.grace, 3)
        if len(response.fields) >= MOST_FIELDS_RECEIVED:
            self.log("Error", "no room for another header field")
            self.exchange.status = 500
            self.exchange.headers = {"Server": "Varnish", "Connection": "close"}
            return "done"
        action = run_method(self.context("deliver"))
        if action.name == "restart" and self.restarts > MAX_RESTARTS:
            action = Action("deliver")
        if action.name != "deliver":
            self.object = None
            return self.next_step(action)
        response = self.response  # a rollback puts another in its place
        if response.status % 1000 == 200 and not_modified(self.request, response, one, self.arrived):
            response.set_status(304)
        self.body = one.body
        return "transmit"

    def step_synth(self) -> Steps:
        """vcl_synth. If that fails, a bare 500 is all there is."""
        yield from ()
        self.exchange.set_outcome("synth")
        self.exchange.ttl = self.exchange.grace = None
        self.object = None
        now = self.server.clock.real
        response = self.response = Message()
        response.set_status(self.error_status, self.error_reason)
        response.fields = [("Date", format_time(now)), ("Server", "Varnish"), ("X-Varnish", str(self.xid))]
        self.untouched = response.copy()
        context = self.context("synth")
        action = run_method(context)
        if action.name == "restart" and self.restarts > MAX_RESTARTS:
            action = Action("deliver")
        if action.name == "restart":
            return "restart"
        if action.name == "fail":
            self.exchange.status = 500  # a bare line, and the connection is closed
            return "done"
        self.body = "".join(context.body or [])
        response.set("Content-Length", str(len(self.body.encode())))
        return "transmit"

    def step_transmit(self) -> Steps:
        """The end: what goes over the wire, with the length that it has. 204, 304 and answers to HEAD have no body (RFC 9112
        6.3)."""
        yield from ()
        response = self.response
        status = response.status % 1000
        has_none = response.status < 200 or response.status in (204, 304)  # 1204 is 204 to the client alone
        bodiless = self.scripted.method == "HEAD" or has_none
        if has_none:
            response.unset("Content-Length")
        if response.status == 200 and wants_part(self.request, response):
            self.body = ranged(
                self.request,
                response,
                self.body,
                keeps_length=self.is_private and self.scripted.method == "HEAD",
            )
            status = response.status
        elif not bodiless or not (has_none or self.is_private):
            self.set_length(response)
        response.set("Connection", "close" if self.closing else response.get("Connection") or "keep-alive")
        exchange = self.exchange
        exchange.status = status
        exchange.body = "" if bodiless or status in (204, 304) else printable(self.body)
        exchange.read(response)
        self.log("RespStatus", f"{status} {response.reason}")
        for name, value in response.fields:
            self.log("RespHeader", f"{name}: {value}")
        return "done"

    @property
    def is_private(self) -> bool:
        """What is delivered is for this client alone: the length that a HEAD is told is not Varnish's own."""
        one = self.object
        return one is not None and (one.private or one.hit_for_miss or one.hit_for_pass)

    def set_length(self, response: Message) -> None:
        """Content-Length is Varnish's own: what the VCL made of it is put right."""
        length = str(len(self.body.encode()))
        streamed = self.object is not None and self.object.gzipped and not self.is_hit
        if streamed:
            response.unset("Content-Length")
            if self.scripted.method != "HEAD":
                response.set("Transfer-Encoding", "chunked")
        elif response.get("Content-Length") != length:
            response.set("Content-Length", length)

    def step_pipe(self) -> Steps:
        """vcl_pipe. What would follow on the connection is not played."""
        self.exchange.set_outcome("pipe")
        fetch = BackendFetch(self.server, self, StoredObject(0, private=True), passing=True)
        fetch.request.fields = self.request.without(HOP_BY_HOP)
        fetch.request.add("X-Varnish", str(self.xid))
        fetch.request.set("Connection", "close")
        context = self.context("pipe")
        context.fetch = fetch
        action = run_method(context)
        if action.name != "pipe":
            return self.next_step(action)
        self.exchange.fetched = True
        exchange = self.exchange
        exchange.hits = 0
        fetch.kind = "pipe"
        try:
            answer = yield from self.server.ask_origin(fetch)
        except FetchError:
            exchange.status = None
            return "done"
        if answer.message.get("Connection") is None:
            answer.message.add("Connection", "close")
        exchange.status = answer.message.status
        exchange.body = answer.body
        exchange.read(answer.message)
        return "done"
