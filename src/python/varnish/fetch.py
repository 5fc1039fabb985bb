"""The backend side: one fetch from its request to a stored object, with vcl_backend_fetch, _response and _error."""

from __future__ import annotations

import math
from collections.abc import Generator

from .clock import WaitingList
from .conditional import range_problem
from .context import Context
from .errors import ScriptError
from .exchange import Kind
from .freshness import DEFAULT_KEEP, of_response
from .http import (
    HOP_BY_HOP,
    NOT_FETCHED,
    NOT_PASSED_BACK,
    NOT_STORED,
    Message,
    format_time,
    has_token,
    parse_time,
)
from .origin import FetchError, OriginResponse
from .roles import Client, Server
from .runner import Action, run_method
from .store import BadVary, StoredObject, variant_of
from .work import LARGEST_HEAD, Workspace

MAX_RETRIES = 4
Steps = Generator[float | WaitingList]


class BackendFetch:
    """`object` is filled and can then be found; where the fetch fails it is dropped, and `object.failed` says so."""

    def __init__(
        self,
        server: Server,
        client: Client,
        target: StoredObject,
        *,
        stale: StoredObject | None = None,
        passing: bool = False,
        background: bool = False,
    ) -> None:
        self.server = server
        self.trace = client.trace
        self.exchange = client.exchange
        self.kind: Kind = "pass" if passing else "background" if background else "fetch"
        self.digest = client.digest
        self.object = target
        self.xid = server.cache.next_xid()
        target.xid = self.xid
        self.stale = stale
        self.passing = passing
        self.background = background
        self.is_hitmiss = client.is_hitmiss
        self.is_hitpass = client.is_hitpass
        self.backend = client.backend
        self.client_identity = client.identity
        self.uncacheable = passing
        self.retries = 0
        self.was_304 = False
        self.started = server.clock.real
        self.response_time = self.started
        #: What the VCL set, 0 for what is the backend's own.
        self.first_byte_timeout = self.between_bytes_timeout = self.connect_timeout = 0.0
        self.client = client
        #: The client's body goes along; once it is read off the wire there is no second try.
        self.sends_body = bool(client.scripted.body) and not background
        self.retry_unavailable = False
        self.switches: dict[str, object] = {}
        #: Where the VCL switched ESI on.
        self.esi_line: int | None = None
        self.workspace = Workspace()
        self.response = Message()
        self.body = ""
        self.original = self.make_request(client.request)
        self.request = self.original.copy()
        self.error_status = 503
        self.error_reason: str | None = "Backend fetch failed"

    def make_request(self, request: Message) -> Message:
        """The request for the origin: of what is to be kept a plain GET, with conditions where a stale copy may still be good
        (RFC 9110 13.1)."""
        made = request.copy()
        made.fields = request.without(HOP_BY_HOP if self.passing else NOT_FETCHED)
        if not self.passing:
            made.method = "GET"
            made.proto = "HTTP/1.1"
            made.set("Accept-Encoding", "gzip")
            if not self.sends_body:
                made.unset("Content-Length")
        stale = self.stale
        if stale is not None and stale.conditional and stale.body:
            for header, condition in (("Last-Modified", "If-Modified-Since"), ("ETag", "If-None-Match")):
                value = stale.response.get(header)
                if value is not None:
                    made.add(condition, value)
        return made

    def switch_esi(self, value: bool, line: int | None) -> None:
        """beresp.do_esi, with the line that is to be named where the body would need it."""
        self.switches["do_esi"] = value
        self.esi_line = line

    def refuse_esi(self) -> None:
        """Of a text that does not begin with `<` varnishd makes no ESI either."""
        if self.switches.get("do_esi") and self.body.lstrip("\ufeff \t\r\n").startswith("<"):
            raise ScriptError(
                f"line {self.esi_line} of the VCL switches ESI on for {self.request.url}, and the body begins with '<': "
                "ESI is no part of this interpreter"
            )

    def roll_back(self) -> None:
        """std.rollback(bereq)."""
        self.request = self.original.copy()

    def drop_body(self) -> None:
        """unset bereq.body: there is nothing to send, on a retry neither."""
        self.request.unset("Content-Length")
        self.sends_body = False

    def read_client_body(self) -> None:
        """Raises FetchError where the body was read before and not kept."""
        if not self.sends_body or self.client.keeps_body:
            return
        self.retry_unavailable = True
        if self.client.body_is_read:
            raise FetchError("Uncached req.body can only be consumed once")
        self.client.body_is_read = True

    def log(self, tag: str, text: str) -> None:
        """A line of the backend's side, at this moment of the script."""
        self.trace.add(self.server.clock.now, "b", tag, text)

    def context(self, method: str) -> Context:
        """The moment in which vcl_backend_<method> runs; the name is given as `backend_fetch` and so on."""
        return Context(self.server, method, self.server.clock.real, fetch=self, object=self.object)

    # The steps, each of which says what comes next.
    def run(self) -> Steps:
        """A task of the clock. Where the fetch fails, whoever waits is woken, one of them."""
        self.log(
            "Begin", "bereq pass" if self.passing else "bereq bgfetch" if self.background else "bereq fetch"
        )
        step = "fetch"
        while step not in ("done", "fail"):
            if step == "fetch":
                step = yield from self.fetch()
            elif step == "error":
                step = self.error()
        if step == "fail":
            self.server.cache.drop(self.digest, self.object)
            self.log("FetchError", "the fetch failed")
            self.wake(1)
        self.log("End", "")

    def wake(self, count: int | None = None) -> None:
        """Lets requests go on that wait for this object: `count` of them, or all."""
        if not self.object.private:
            self.server.clock.wake(self.server.cache.head(self.digest).waiting, count)

    def fetch(self) -> Generator[float | WaitingList, None, str]:
        """vcl_backend_fetch and the origin's answer; an origin that does not answer leads to the state of an error."""
        self.request.unset("X-Varnish")
        self.request.add("X-Varnish", str(self.xid))
        self.switches = {}
        self.log("BereqMethod", self.request.method)
        self.log("BereqURL", self.request.url)
        for name, value in self.request.fields:
            self.log("BereqHeader", f"{name}: {value}")
        action = run_method(self.context("backend_fetch"))
        self.uncacheable = self.passing
        if action.name in ("abandon", "fail"):
            return "fail"
        if action.name == "error":
            return self.set_error(action)
        try:
            self.read_client_body()
            answer = yield from self.server.ask_origin(self)
        except FetchError as problem:
            self.log("FetchError", str(problem))
            self.error_status, self.error_reason = 503, "Backend fetch failed"
            return "error"
        return self.respond(answer)

    def set_error(self, action: Action) -> str:
        """return(error()): its status and its reason, or the step `fail` for a status that cannot be."""
        status = action.arguments[0] if action.arguments else 503
        if not 100 <= status <= 65535 or status % 1000 < 100:
            self.log("VCL_Error", f"return(error()) status code ({status}) is not valid")
            return "fail"
        self.error_status = status
        self.error_reason = action.arguments[1] if len(action.arguments) > 1 else None
        if not action.arguments:
            self.error_reason = "Backend fetch failed"
        return "error"

    def respond(self, answer: OriginResponse) -> str:
        """What has come of the origin, up to vcl_backend_response: Date where there is none (RFC 9110 6.6.1), lifetimes, a 304
        put together with what it confirms."""
        now = self.server.clock.real
        self.response_time = now
        self.response = answer.message
        self.body = answer.body
        response = self.response
        if response.is_too_much or response.size > LARGEST_HEAD:
            self.log("FetchError", "http format error")
            self.error_status, self.error_reason = 503, "Backend fetch failed"
            return "error"
        if response.get("Date") is None:
            response.add("Date", format_time(now))
        response.collect("Cache-Control")
        response.collect("Vary")
        self.log("BerespStatus", f"{response.status} {response.reason}")
        for name, value in response.fields:
            self.log("BerespHeader", f"{name}: {value}")
        self.error_status, self.error_reason = 503, "Backend fetch failed"
        response.arrive()
        problem = self.unfit(response)
        if problem:
            self.log("FetchError", problem)
            return "error"
        fresh = of_response(response, now, private=self.object.private)
        one = self.object
        one.origin, one.ttl, one.grace, one.keep = fresh.origin, fresh.ttl, fresh.grace, fresh.keep
        if not one.private:
            kind = "uncacheable" if self.uncacheable else "cacheable"
            self.log("TTL", f"RFC {one.ttl:.0f} {one.grace:.0f} {one.keep:.0f} {kind}")
        if response.status == 304 and not self.merge_304():
            self.log("Error", "304 response but not conditional fetch")
            return "error"
        return self.decide(run_method(self.context("backend_response")))

    def unfit(self, response: Message) -> str | None:
        """Why a response is no answer to what was asked."""
        if response.status < 200:
            return "a status below 200"
        if response.status == 204 and response.get("Content-Length") not in (None, "0"):
            return "a 204 with a body"
        return None

    def merge_304(self) -> bool:
        """The stored response under the fields of a 304. False for a 304 that nobody asked for."""
        stale = self.stale
        if stale is not None and stale.conditional:
            self.response.unset("Content-Length")
            have = {name.lower() for name, _ in self.response.fields}
            self.response.fields += [one for one in stale.response.fields if one[0].lower() not in have]
            self.response.set_status(stale.response.status, stale.response.reason)
            self.body = stale.body
            self.was_304 = True
            return True
        return self.uncacheable

    def decide(self, action: Action) -> str:
        """What vcl_backend_response has decided."""
        errs = self.set_error(action) if action.name == "error" else ""
        problem = range_problem(self.original, self.response)
        if problem:
            self.log("Error", problem)
            return "error"
        if action.name in ("abandon", "fail"):
            return "fail"
        if errs:
            return errs
        if action.name == "retry":
            return self.retry("error")
        one = self.object
        if action.name == "pass":
            one.hit_for_pass = True
            self.uncacheable = True
            if action.arguments:
                now = self.server.clock.real
                one.ttl = max(0.0, action.arguments[0]) + (now - one.origin)
                one.grace = one.keep = 0.0
                self.log("TTL", f"HFP {one.ttl:.0f}")
        return self.store()

    def retry(self, otherwise: str) -> str:
        """One round more, up to max_retries of them (varnishd(1)), whose default this is; after that the step `otherwise`."""
        self.retries += 1
        if self.retries <= MAX_RETRIES and self.retry_unavailable:
            self.log("Error", "Retry unavailable (req.body not cached)")
            return "fail"
        if self.retries <= MAX_RETRIES:
            self.was_304 = False
            self.log("Link", f"bereq {self.xid} retry")
            return "fetch"
        if otherwise == "error":
            self.log("VCL_Error", "Too many retries, delivering 503")
        else:
            self.log("VCL_Error", "Too many retries, failing")
        return otherwise

    def store(self) -> str:
        """Keeps the response under its variant (RFC 9111 4.1), or marks its place as hit-for-miss."""
        one = self.object
        self.refuse_esi()
        self.compress()
        if not one.private:
            try:
                one.variant = variant_of(self.response, self.request)
            except BadVary:
                self.log("Error", "Illegal 'Vary' header from backend, making this a pass.")
                self.uncacheable = True
                one.variant = None
        if self.uncacheable and not one.private:
            one.hit_for_miss = True
        self.fill()
        if self.stale is not None:
            self.server.cache.kill(self.stale, self.server.clock.real)
            self.log("ExpKill", "the stale object is superseded")
        return "done"

    def compress(self) -> None:
        """`beresp.do_gzip`, of which only the headers can be seen here."""
        response = self.response
        if self.switches.get("do_gzip") and self.body and response.get("Content-Encoding") is None:
            response.add("Content-Encoding", "gzip")
            response.unset("Content-Length")
            etag = response.get("ETag")
            if etag is not None and not etag.startswith("W/"):
                response.set("ETag", f"W/{etag}")
            vary = response.get("Vary")
            if not has_token(vary, "Accept-Encoding"):
                response.set("Vary", "Accept-Encoding" if vary is None else f"{vary}, Accept-Encoding")
            self.object.gzipped = True

    def fill(self) -> None:
        """Writes the object; from here on it can be found."""
        one, response = self.object, self.response
        one.response = response.copy()
        one.response.fields = response.without(NOT_PASSED_BACK if self.uncacheable else NOT_STORED)
        one.body = self.body
        modified = response.get("Last-Modified")
        one.last_modified = parse_time(modified) if modified is not None else math.floor(one.origin)
        one.conditional = (
            not self.uncacheable
            and response.status == 200
            and (modified is not None or response.get("ETag") is not None)
        )
        if one.private:
            one.busy = False
        else:
            one.url = self.request.url
            self.server.cache.unbusy(self.digest, one, self.server.clock.real)
            self.wake()
        if not one.private and one.ttl > 0:
            self.log("Storage", "marked: not for keeping" if one.hit_for_miss else "kept")

    def error(self) -> str:
        """vcl_backend_error, whose answer is kept for a second where others wait for it."""
        now = self.server.clock.real
        self.response_time = now
        self.response = Message()
        self.response.set_status(self.error_status, self.error_reason)
        self.response.fields = [("Date", format_time(now)), ("Server", "Varnish")]
        one = self.object
        one.origin = now
        waiting = not one.private and bool(self.server.cache.head(self.digest).waiting)
        one.ttl, one.grace, one.keep = (1.0, 5.0, 5.0) if waiting else (0.0, 0.0, DEFAULT_KEEP)
        context = self.context("backend_error")
        action = run_method(context)
        if action.name in ("abandon", "fail"):
            return "fail"
        if action.name == "retry":
            return self.retry("fail")
        self.body = "".join(context.body or [])
        if self.uncacheable and not one.private:
            one.hit_for_miss = True
        try:
            one.variant = None if one.private else variant_of(self.response, self.request)
        except BadVary:
            one.hit_for_miss = True
        self.fill()
        if self.stale is not None and one.ttl > 0:
            self.server.cache.kill(self.stale, self.server.clock.real)
        return "done"
