"""What each variable of VCL answers, and what setting it changes, by name. Which method may do so stands in variables.py."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .context import CLIENT_IP, Context
from .errors import Failure
from .freshness import single
from .http import accepts_gzip
from .store import StoredObject


def _client(name: str) -> Callable[[Context], Any]:
    return lambda context: getattr(context.request, name)


def _fetch(name: str) -> Callable[[Context], Any]:
    return lambda context: getattr(context.fetching, name)


def _request(name: str) -> Callable[[Context], Any]:
    return lambda context: getattr(context.message("req"), name)


def _bereq(name: str) -> Callable[[Context], Any]:
    return lambda context: getattr(context.message("bereq"), name)


def _beresp(name: str) -> Callable[[Context], Any]:
    return lambda context: getattr(context.message("beresp"), name)


def _resp(name: str) -> Callable[[Context], Any]:
    return lambda context: getattr(context.message("resp"), name)


def _positive(value: float) -> float:
    return value if value > 0 else 0.0


def _stored(read: Callable[[StoredObject, Context], Any]) -> Callable[[Context], Any]:
    def reader(context: Context) -> Any:
        assert context.object is not None
        return read(context.object, context)

    return reader


def _new_object(read: Callable[[StoredObject, Context], Any]) -> Callable[[Context], Any]:
    def reader(context: Context) -> Any:
        return read(context.fetching.object, context)

    return reader


READERS: dict[str, Callable[[Context], Any]] = {
    "now": lambda context: context.now,
    "client.ip": lambda context: CLIENT_IP,
    "client.identity": lambda context: context.server.identity_of(context),
    "remote.ip": lambda context: CLIENT_IP,
    "local.ip": lambda context: CLIENT_IP,
    "local.endpoint": lambda context: "127.0.0.1:80",
    "local.socket": lambda context: "a0",
    "server.ip": lambda context: CLIENT_IP,
    "server.hostname": lambda context: "varnish",
    "server.identity": lambda context: "varnish",
    "sess.xid": lambda context: "1",
    "sess.idle_send_timeout": lambda context: 60.0,
    "sess.send_timeout": lambda context: 600.0,
    "sess.timeout_idle": lambda context: 5.0,
    "sess.timeout_linger": lambda context: 0.05,
    "req": lambda context: "req",
    "req.backend_hint": _client("backend"),
    "req.can_gzip": lambda context: accepts_gzip(context.message("req")),
    "req.esi": lambda context: True,
    "req.esi_level": lambda context: 0,
    "req.grace": lambda context: context.request.grace if context.request.grace is not None else -1.0,
    "req.ttl": lambda context: context.request.ttl if context.request.ttl is not None else -1.0,
    "req.hash": lambda context: None,
    "req.hash_always_miss": _client("hash_always_miss"),
    "req.hash_ignore_busy": _client("hash_ignore_busy"),
    "req.hash_ignore_vary": _client("hash_ignore_vary"),
    "req.is_hitmiss": _client("is_hitmiss"),
    "req.is_hitpass": _client("is_hitpass"),
    "req.method": _request("method"),
    "req.proto": _request("proto"),
    "req.restarts": _client("restarts"),
    "req.storage": lambda context: None,
    "req.time": _client("arrived"),
    "req.transport": lambda context: "HTTP/1",
    "req.url": _request("url"),
    "req.xid": lambda context: str(context.request.xid),
    "req_top.method": _request("method"),
    "req_top.proto": _request("proto"),
    "req_top.time": _client("arrived"),
    "req_top.url": _request("url"),
    "bereq": lambda context: "bereq",
    "bereq.backend": _fetch("backend"),
    "bereq.between_bytes_timeout": _fetch("between_bytes_timeout"),
    "bereq.connect_timeout": _fetch("connect_timeout"),
    "bereq.first_byte_timeout": _fetch("first_byte_timeout"),
    "bereq.hash": lambda context: None,
    "bereq.is_bgfetch": _fetch("background"),
    "bereq.is_hitmiss": _fetch("is_hitmiss"),
    "bereq.is_hitpass": _fetch("is_hitpass"),
    "bereq.method": _bereq("method"),
    "bereq.proto": _bereq("proto"),
    "bereq.retries": _fetch("retries"),
    "bereq.time": _fetch("started"),
    "bereq.uncacheable": _fetch("uncacheable"),
    "bereq.url": _bereq("url"),
    "bereq.xid": lambda context: str(context.fetching.xid),
    "beresp": lambda context: "beresp",
    "beresp.age": _new_object(lambda one, context: context.now - one.origin),
    "beresp.backend": _fetch("backend"),
    "beresp.backend.name": lambda context: context.backend_name(context.fetching.backend),
    "beresp.backend.ip": lambda context: CLIENT_IP,
    "beresp.storage_hint": lambda context: "s0",
    "beresp.do_esi": lambda context: context.fetching.switches.get("do_esi", False),
    "beresp.do_gunzip": lambda context: context.fetching.switches.get("do_gunzip", False),
    "beresp.do_gzip": lambda context: context.fetching.switches.get("do_gzip", False),
    "beresp.do_stream": lambda context: context.fetching.switches.get("do_stream", True),
    "beresp.filters": lambda context: context.fetching.switches.get("filters", ""),
    "beresp.grace": _new_object(lambda one, context: _positive(one.grace)),
    "beresp.keep": _new_object(lambda one, context: _positive(one.keep)),
    "beresp.proto": _beresp("proto"),
    "beresp.reason": _beresp("reason"),
    "beresp.status": _beresp("status"),
    "beresp.storage": lambda context: None,
    "beresp.time": _fetch("response_time"),
    "beresp.ttl": _new_object(lambda one, context: _positive(one.ttl) - (context.now - one.origin)),
    "beresp.uncacheable": _fetch("uncacheable"),
    "beresp.was_304": _fetch("was_304"),
    "obj.age": _stored(lambda one, context: context.now - one.origin),
    "obj.can_esi": lambda context: False,
    "obj.grace": _stored(lambda one, context: _positive(one.grace)),
    "obj.hits": _stored(lambda one, context: one.hits if context.method == "hit" or context.request.is_hit else 0),
    "obj.keep": _stored(lambda one, context: _positive(one.keep)),
    "obj.storage": lambda context: "storage.s0",
    "obj.time": _stored(lambda one, context: one.origin),
    "obj.ttl": _stored(lambda one, context: one.time_left(context.now)),
    "obj.uncacheable": _stored(lambda one, context: one.private or one.hit_for_miss or one.hit_for_pass),
    "obj.proto": _stored(lambda one, context: one.response.proto),
    "obj.reason": _stored(lambda one, context: one.response.reason),
    "obj.status": _stored(lambda one, context: one.response.status),
    "resp": lambda context: "resp",
    "resp.do_esi": lambda context: False,
    "resp.filters": lambda context: "",
    "resp.is_streaming": lambda context: False,
    "resp.proto": _resp("proto"),
    "resp.reason": _resp("reason"),
    "resp.status": _resp("status"),
    "resp.time": lambda context: context.now,
    **{
        key: value
        for name, called in (("s0", "s0"), ("transient", "Transient"))
        for key, value in {
            f"storage.{name}": lambda context, called=called: f"storage.{called}",
            f"storage.{name}.free_space": lambda context: 2.0**24,
            f"storage.{name}.used_space": lambda context: 0.0,
            f"storage.{name}.happy": lambda context: True,
        }.items()
    },
}  # fmt: skip


def _first_line(scope: str, name: str) -> Callable[[Context, Any], None]:
    def write(context: Context, value: Any) -> None:
        text = value or ""
        if not text:
            raise Failure(f"Setting {scope}.{name} to empty string")
        setattr(context.message(scope), name, text)

    return write


def _status(scope: str) -> Callable[[Context, Any], None]:
    def write(context: Context, value: int) -> None:
        if value < 0:
            raise Failure(f"{scope}.status is negative")
        if value > 65535:
            raise Failure(f"{scope}.status > 65535")
        if value % 1000 < 100:
            raise Failure(f"illegal {scope}.status (..{value % 1000:03d})")
        context.message(scope).set_status(value)

    return write


def _on_client(name: str) -> Callable[[Context, Any], None]:
    return lambda context, value: setattr(context.request, name, value)


def _on_fetch(name: str) -> Callable[[Context, Any], None]:
    return lambda context, value: setattr(context.fetching, name, value)


def _lifetime(name: str) -> Callable[[Context, float], None]:
    def write(context: Context, value: float) -> None:
        one = context.fetching.object
        value = _positive(value)
        setattr(one, name, single(value + (context.now - one.origin) if name == "ttl" else value))
        context.log("TTL", f"VCL {one.ttl:.0f} {one.grace:.0f} {one.keep:.0f}")

    return write


def _switch(name: str) -> Callable[[Context, Any], None]:
    def write(context: Context, value: Any) -> None:
        context.fetching.switches[name] = value

    return write


def _uncacheable(context: Context, value: bool) -> None:
    if context.fetching.uncacheable and not value:
        context.log("VCL_Error", "Ignoring attempt to reset beresp.uncacheable")
        return
    context.fetching.uncacheable = value


def _ignore(context: Context, value: Any) -> None:
    """It can be set, and there is nothing here that it would change."""


WRITERS: dict[str, Callable[[Context, Any], None]] = {
    "client.identity": lambda context, value: context.server.set_identity(context, value),
    **{
        f"sess.{name}": _ignore
        for name in ("idle_send_timeout", "send_timeout", "timeout_idle", "timeout_linger")
    },
    "req.backend_hint": _on_client("backend"),
    "req.grace": lambda context, value: setattr(context.request, "grace", _positive(value)),
    "req.ttl": lambda context, value: setattr(context.request, "ttl", _positive(value)),
    "req.hash_always_miss": _on_client("hash_always_miss"),
    "req.hash_ignore_busy": _on_client("hash_ignore_busy"),
    "req.hash_ignore_vary": _on_client("hash_ignore_vary"),
    "req.method": _first_line("req", "method"),
    "req.url": _first_line("req", "url"),
    "req.proto": _first_line("req", "proto"),
    "req.esi": _ignore,
    "req.storage": _ignore,
    "bereq.backend": _on_fetch("backend"),
    **{
        f"bereq.{name}": lambda context, value, name=name: setattr(context.fetching, name, _positive(value))
        for name in ("between_bytes_timeout", "connect_timeout", "first_byte_timeout")
    },
    "bereq.method": _first_line("bereq", "method"),
    "bereq.url": _first_line("bereq", "url"),
    "bereq.proto": _first_line("bereq", "proto"),
    "beresp.do_esi": lambda context, value: context.fetching.switch_esi(value, context.line),
    "beresp.do_gunzip": _switch("do_gunzip"),
    "beresp.do_gzip": _switch("do_gzip"),
    "beresp.do_stream": _switch("do_stream"),
    "beresp.filters": _switch("filters"),
    "beresp.grace": _lifetime("grace"),
    "beresp.keep": _lifetime("keep"),
    "beresp.ttl": _lifetime("ttl"),
    "beresp.proto": _first_line("beresp", "proto"),
    "beresp.reason": _first_line("beresp", "reason"),
    "beresp.status": _status("beresp"),
    "beresp.storage": _ignore,
    "beresp.storage_hint": _ignore,
    "beresp.uncacheable": _uncacheable,
    "resp.do_esi": _ignore,
    "resp.filters": _ignore,
    "resp.proto": _first_line("resp", "proto"),
    "resp.reason": _first_line("resp", "reason"),
    "resp.status": _status("resp"),
}
