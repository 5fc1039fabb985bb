"""What the parts of a Varnish know of each other while a VCL runs: a request, its fetch, and the server around both. Who plays a role
stands in client.py, fetch.py and server.py."""

from __future__ import annotations

from collections.abc import Generator
from typing import Protocol

from .clock import Clock, WaitingList
from .exchange import Exchange, Kind
from .http import Message
from .log import Side, Trace
from .nodes import Program
from .origin import OriginResponse
from .script import ScriptedRequest
from .store import Cache, StoredObject
from .work import Meter, Workspace


class Party(Protocol):
    """One side of an exchange, for which methods of VCL are run."""

    xid: int
    trace: Trace
    exchange: Exchange
    workspace: Workspace
    request: Message
    response: Message
    backend: str
    is_hitmiss: bool
    is_hitpass: bool


class Client(Party, Protocol):
    """A client's request."""

    scripted: ScriptedRequest
    digest: tuple[str, ...]
    #: What the VCL made of client.identity, in a tuple; None where it left it alone.
    identity: tuple[str | None] | None
    ttl: float | None
    grace: float | None
    is_hit: bool
    #: std.cache_req_body kept what the client sent; it was read off the wire; it was too large, and nobody answers.
    keeps_body: bool
    body_is_read: bool
    is_cut_off: bool
    #: The workspace is full.
    is_full: bool

    def roll_back(self, *, response: bool = False) -> None:
        """std.rollback(req): the request as it came, and with `response` the response as the VCL first saw it."""
        ...


class Fetch(Party, Protocol):
    """A request to a backend, and what is to be stored of its answer."""

    kind: Kind
    object: StoredObject
    client_identity: tuple[str | None] | None
    uncacheable: bool
    #: In seconds; 0 for what is the backend's own.
    first_byte_timeout: float
    #: beresp.do_esi and its like, as far as the VCL has set them.
    switches: dict[str, object]

    def roll_back(self) -> None:
        """std.rollback(bereq): the request as it was made of the client's."""
        ...

    def drop_body(self) -> None:
        """unset bereq.body."""
        ...

    def switch_esi(self, value: bool, line: int | None) -> None:
        """beresp.do_esi, set on this line of the VCL."""
        ...


class Run(Protocol):
    """One run of a method, for one of the two."""

    client: Client | None
    fetch: Fetch | None

    @property
    def side(self) -> Side:
        """Whose it is."""
        ...


class Server(Protocol):
    """What is there for all requests."""

    program: Program
    clock: Clock
    cache: Cache
    meter: Meter
    #: Subroutine and line that run just now, for what functions log.
    place: tuple[str, int | None] | None

    def log(self, run: Run, tag: str, text: str, sub: str | None = None, line: int | None = None) -> None:
        """A line in the trace of whoever runs."""
        ...

    def is_healthy(self, backend: str) -> bool:
        """std.healthy(), at this moment."""
        ...

    def identity_of(self, run: Run) -> str | None:
        """client.identity."""
        ...

    def set_identity(self, run: Run, value: str | None) -> None:
        """Sets client.identity, on the client's side."""
        ...

    def ask_origin(self, fetch: Fetch) -> Generator[float | WaitingList, None, OriginResponse]:
        """The origin's answer. Raises FetchError where none comes."""
        ...
