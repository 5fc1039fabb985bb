"""VCL's variables: their types, and in which subroutines they can be read, set and unset.

After the manual page vcl-var(7) of Varnish 7.1.
"""

from __future__ import annotations

from dataclasses import dataclass

CLIENT = frozenset({"recv", "pipe", "pass", "hash", "purge", "miss", "hit", "deliver", "synth"})
BACKEND = frozenset({"backend_fetch", "backend_response", "backend_error"})
HOUSEKEEPING = frozenset({"init", "fini"})
BOTH = CLIENT | BACKEND
ALL = BOTH | HOUSEKEEPING

#: Return actions and the subroutines that may use them. `fail` is allowed nearly everywhere.
RETURNS: dict[str, frozenset[str]] = {
    "abandon": BACKEND,
    "deliver": frozenset({"hit", "deliver", "synth", "backend_response", "backend_error"}),
    "error": frozenset({"backend_fetch", "backend_response"}),
    "fail": ALL - {"fini"},
    "fetch": frozenset({"pass", "miss", "backend_fetch"}),
    "hash": frozenset({"recv"}),
    "lookup": frozenset({"hash"}),
    "ok": HOUSEKEEPING,
    "pass": frozenset({"recv", "hit", "miss", "backend_response"}),
    "pipe": frozenset({"recv", "pipe"}),
    "purge": frozenset({"recv"}),
    "restart": CLIENT - {"pipe", "hash"},
    "retry": frozenset({"backend_response", "backend_error"}),
    "synth": CLIENT - {"hash", "synth"},
    "vcl": frozenset({"recv"}),
}
METHODS = sorted(ALL)


@dataclass(frozen=True)
class Variable:
    """Its VCL type, and the methods that may read, set and unset it (vcl-var(7))."""

    type: str
    read: frozenset[str] = frozenset()
    write: frozenset[str] = frozenset()
    unset: frozenset[str] = frozenset()


_RESPONSE = frozenset({"backend_response", "backend_error"})
_BEREQ = BACKEND | {"pipe"}
_RESP = frozenset({"deliver", "synth"})
_OBJ = frozenset({"hit", "deliver"})
_HIT = frozenset({"hit"})
_NONE: frozenset[str] = frozenset()


def _group(scope: str, read: frozenset[str], write: frozenset[str], names: str) -> dict[str, Variable]:
    """`names` is `name:TYPE` for each; a leading `=` makes one read-only."""
    group = {}
    for one in names.split():
        name, _, type_ = one.partition(":")
        read_only = name.startswith("=")
        group[f"{scope}.{name.lstrip('=')}"] = Variable(type_, read, _NONE if read_only else write)
    return group


VARIABLES: dict[str, Variable] = {
    "now": Variable("TIME", ALL),
    "client.identity": Variable("STRING", BOTH, CLIENT),
    **_group("client", BOTH, _NONE, "ip:IP"),
    **_group("server", ALL, _NONE, "hostname:STRING identity:STRING"),
    **_group("server", BOTH, _NONE, "ip:IP"),
    **_group("remote", BOTH, _NONE, "ip:IP"),
    **_group("local", BOTH, _NONE, "ip:IP endpoint:STRING socket:STRING"),
    **_group("sess", CLIENT, CLIENT,
             "idle_send_timeout:DURATION send_timeout:DURATION timeout_idle:DURATION timeout_linger:DURATION"),
    "sess.xid": Variable("STRING", BOTH),
    "req": Variable("HTTP", CLIENT),
    **_group("req", CLIENT, CLIENT,
             "backend_hint:BACKEND =can_gzip:BOOL =esi_level:INT grace:DURATION hash_always_miss:BOOL "
             "hash_ignore_busy:BOOL hash_ignore_vary:BOOL =is_hitmiss:BOOL =is_hitpass:BOOL method:STRING "
             "=proto:STRING =restarts:INT storage:STEVEDORE =time:TIME =transport:STRING ttl:DURATION "
             "url:STRING =xid:STRING"),
    "req.hash": Variable("BLOB", frozenset({"hit", "miss", "pass", "purge", "deliver"})),
    **_group("req_top", CLIENT, _NONE, "method:STRING proto:STRING time:TIME url:STRING"),
    "bereq": Variable("HTTP", BACKEND),
    **_group("bereq", BACKEND, BACKEND,
             "between_bytes_timeout:DURATION first_byte_timeout:DURATION =is_bgfetch:BOOL =is_hitmiss:BOOL "
             "=is_hitpass:BOOL =retries:INT =uncacheable:BOOL"),
    **_group("bereq", _BEREQ, _BEREQ,
             "backend:BACKEND connect_timeout:DURATION =hash:BLOB method:STRING =proto:STRING =time:TIME "
             "url:STRING =xid:STRING"),
    "bereq.body": Variable("BODY", unset=frozenset({"backend_fetch"})),
    "beresp": Variable("HTTP", _RESPONSE),
    **_group("beresp", _RESPONSE, _RESPONSE,
             "=age:DURATION =backend:BACKEND do_esi:BOOL do_gunzip:BOOL do_gzip:BOOL do_stream:BOOL "
             "grace:DURATION keep:DURATION =proto:STRING reason:STRING status:INT storage:STEVEDORE =time:TIME "
             "ttl:DURATION uncacheable:BOOL =was_304:BOOL"),
    "beresp.backend.name": Variable("STRING", _RESPONSE),
    "beresp.filters": Variable("STRING", frozenset({"backend_response"}), frozenset({"backend_response"})),
    "beresp.body": Variable("BODY", write=frozenset({"backend_error"})),
    **_group("obj", _OBJ, _NONE,
             "age:DURATION can_esi:BOOL grace:DURATION hits:INT keep:DURATION storage:STEVEDORE time:TIME "
             "ttl:DURATION"),
    "obj.uncacheable": Variable("BOOL", frozenset({"deliver"})),
    **_group("obj", _HIT, _NONE, "proto:STRING reason:STRING status:INT"),
    "resp": Variable("HTTP", _RESP),
    **_group("resp", _RESP, _RESP,
             "do_esi:BOOL filters:STRING =is_streaming:BOOL =proto:STRING reason:STRING status:INT =time:TIME"),
    "resp.body": Variable("BODY", write=frozenset({"synth"})),
    **{f"storage.{name}": Variable("STEVEDORE", ALL) for name in ("s0", "transient")},
    **_group("storage.s0", ALL, _NONE, "free_space:BYTES used_space:BYTES happy:BOOL"),
    **_group("storage.transient", ALL, _NONE, "free_space:BYTES used_space:BYTES happy:BOOL"),
}  # fmt: skip

#: Of VCL 4.0 only.
OLD_VARIABLES: dict[str, Variable] = {
    "req.esi": Variable("BOOL", CLIENT, CLIENT),
    "beresp.backend.ip": Variable("IP", _RESPONSE),
    "beresp.storage_hint": Variable("STRING", _RESPONSE, _RESPONSE),
}
#: That VCL 4.0 has not.
NEW_VARIABLES = frozenset({"local.endpoint", "local.socket", "sess.xid", "resp.do_esi"})

#: `req.http.*` and its like.
HEADERS: dict[str, Variable] = {
    "req": Variable("HEADER", CLIENT, CLIENT, CLIENT),
    "req_top": Variable("HEADER", CLIENT),
    "bereq": Variable("HEADER", _BEREQ, _BEREQ, _BEREQ),
    "beresp": Variable("HEADER", _RESPONSE, _RESPONSE, _RESPONSE),
    "obj": Variable("HEADER", _HIT),
    "resp": Variable("HEADER", _RESP, _RESP, _RESP),
}

#: Statements that only some subroutines may use.
STATEMENTS: dict[str, frozenset[str]] = {
    "hash_data": frozenset({"hash"}),
    "synthetic": frozenset({"synth", "backend_error"}),
    "new": frozenset({"init"}),
}
