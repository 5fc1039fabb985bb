"""The moment in which a subroutine runs: whose request or fetch it is, which messages it can see, and what it has made so far."""

from __future__ import annotations

import hashlib
import ipaddress
from dataclasses import dataclass, field
from typing import Any

from .errors import Failure
from .http import Message
from .log import Side
from .nodes import Program
from .roles import Client, Fetch, Server
from .store import Bans, StoredObject
from .work import Workspace

CLIENT_IP = ipaddress.ip_address("127.0.0.1")


@dataclass
class Context:
    """One run of one method: `recv`, `backend_response` and so on. Real times, in seconds since 1970."""

    server: Server
    method: str
    now: float
    client: Client | None = None
    fetch: Fetch | None = None
    object: StoredObject | None = None
    #: Pieces of `resp.body` or `beresp.body`; None where none was set.
    body: list[str] | None = None
    #: Of the statement that runs, in the reader's VCL.
    line: int | None = None
    hashed: Any = field(default_factory=hashlib.sha256)
    ban_error: str = ""

    @property
    def program(self) -> Program:
        """The VCL that runs, with its builtin."""
        return self.server.program

    @property
    def version(self) -> tuple[int, int]:
        """That of the VCL's first line: (4, 0) or (4, 1)."""
        return self.program.version

    @property
    def bans(self) -> Bans:
        """Those of the cache, for `ban()` and std.ban."""
        return self.server.cache.bans

    @property
    def side(self) -> Side:
        """`c` in a method of the client's side, `b` in one of the backend's: the letters of varnishlog."""
        return "b" if self.client is None else "c"

    def add_to_hash(self, text: str) -> None:
        """hash_data(): the key of the cache is the SHA-256 of all such texts."""
        self.hashed.update(text.encode("utf-8", "surrogateescape"))

    @property
    def request(self) -> Client:
        """The client's request, in a method of the client's side."""
        assert self.client is not None
        return self.client

    @property
    def fetching(self) -> Fetch:
        """The fetch, in a method of the backend's side."""
        assert self.fetch is not None
        return self.fetch

    @property
    def workspace(self) -> Workspace:
        """The room of the request or the fetch, in which texts are made."""
        owner = self.client if self.client is not None else self.fetch
        assert owner is not None
        return owner.workspace

    def message(self, scope: str) -> Message:
        """The message that `req`, `req_top`, `resp`, `obj`, `bereq` or `beresp` stands for in this method."""
        if scope in ("req", "req_top"):
            return self.request.request
        if scope == "resp":
            return self.request.response
        if scope == "obj":
            assert self.object is not None
            return self.object.response
        return self.fetching.request if scope == "bereq" else self.fetching.response

    def log(self, tag: str, text: str, sub: str | None = None, line: int | None = None) -> None:
        """A line in the trace of whoever runs; without `sub` it is said by the statement that runs, if there is one."""
        self.server.log(self, tag, text, sub, line)

    def add_ban(self, text: str | None) -> None:
        """Raises BanError."""
        self.bans.add(text, self.now)
        owner = self.client if self.client is not None else self.fetch
        if owner is not None:
            owner.exchange.bans_added += 1

    def backend_name(self, key: str) -> str:
        """As the VCL writes it where it defines it."""
        found = self.program.backends.get(key)
        return found.name if found else key

    def healthy(self, backend: str) -> bool:
        """std.healthy(), by the key of a backend."""
        return self.server.is_healthy(backend)

    def port_of(self, _ip: Any) -> int:
        """std.port() of an address of the connection, which is told without a port here."""
        return 80

    def rollback(self, which: str) -> None:
        """std.rollback() of `req` or `bereq`. Raises Failure for one that is not of this method's side."""
        if which == "req" and self.client is not None:
            self.client.roll_back(response=self.method in ("deliver", "synth"))
        elif which == "bereq" and self.fetch is not None:
            self.fetch.roll_back()
        else:
            raise Failure("std.rollback(): invalid argument")
