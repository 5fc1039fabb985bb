"""Functions of the vmods that a VCL may import: what they take and give. Only `std` is here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

REQUIRED = object()


@dataclass(frozen=True)
class Parameter:
    """One parameter of a function. `default` is what it gets where it is left out; REQUIRED may not be."""

    type: str
    name: str | None
    default: Any = REQUIRED
    #: May be left out, and the function sees that it was.
    optional: bool = False
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Signature:
    """What a function takes and gives, in VCL's types. Parameters are given in order, or by name behind those."""

    returns: str
    parameters: tuple[Parameter, ...]
    #: Subroutines that may call it; None for all.
    methods: frozenset[str] | None = None


def _sign(returns: str, *parameters: Parameter, methods: frozenset[str] | None = None) -> Signature:
    return Signature(returns, parameters, methods)


def _need(type_: str, name: str | None = None) -> Parameter:
    return Parameter(type_, name)


def _may(type_: str, name: str) -> Parameter:
    return Parameter(type_, name, None, optional=True)


STD: dict[str, Signature] = {
    "std.random": _sign("REAL", _need("REAL", "lo"), _need("REAL", "hi")),
    "std.round": _sign("REAL", _need("REAL", "r")),
    "std.collect": _sign("VOID", _need("HEADER", "hdr"), Parameter("STRING", "sep", ", ")),
    "std.querysort": _sign("STRING", _need("STRING")),
    "std.toupper": _sign("STRING", _need("STRING", "s")),
    "std.tolower": _sign("STRING", _need("STRING", "s")),
    "std.strstr": _sign("STRING", _need("STRING", "s1"), _need("STRING", "s2")),
    "std.fnmatch": _sign(
        "BOOL",
        _need("STRING", "pattern"),
        _need("STRING", "subject"),
        Parameter("BOOL", "pathname", True),
        Parameter("BOOL", "noescape", False),
        Parameter("BOOL", "period", False),
    ),
    "std.fileread": _sign("STRING", _need("STRING")),
    "std.blobread": _sign("BLOB", _need("STRING")),
    "std.file_exists": _sign("BOOL", _need("STRING", "path")),
    "std.healthy": _sign("BOOL", _need("BACKEND", "be")),
    "std.port": _sign("INT", _need("IP", "ip")),
    "std.duration": _sign(
        "DURATION",
        _may("STRING", "s"),
        _may("DURATION", "fallback"),
        _may("REAL", "real"),
        _may("INT", "integer"),
    ),
    "std.bytes": _sign(
        "BYTES", _may("STRING", "s"), _may("BYTES", "fallback"), _may("REAL", "real"), _may("INT", "integer")
    ),
    "std.integer": _sign(
        "INT",
        _may("STRING", "s"),
        _may("INT", "fallback"),
        _may("BOOL", "bool"),
        _may("BYTES", "bytes"),
        _may("DURATION", "duration"),
        _may("REAL", "real"),
        _may("TIME", "time"),
    ),
    "std.ip": _sign(
        "IP",
        _need("STRING", "s"),
        _may("IP", "fallback"),
        Parameter("BOOL", "resolve", True),
        _may("STRING", "p"),
    ),
    "std.real": _sign(
        "REAL",
        _may("STRING", "s"),
        _may("REAL", "fallback"),
        _may("INT", "integer"),
        _may("BOOL", "bool"),
        _may("BYTES", "bytes"),
        _may("DURATION", "duration"),
        _may("TIME", "time"),
    ),
    "std.time": _sign(
        "TIME", _may("STRING", "s"), _may("TIME", "fallback"), _may("REAL", "real"), _may("INT", "integer")
    ),
    "std.strftime": _sign("STRING", _need("TIME", "time"), _need("STRING", "format")),
    "std.log": _sign("VOID", _need("STRING", "s")),
    "std.syslog": _sign("VOID", _need("INT", "priority"), _need("STRING", "s")),
    "std.timestamp": _sign("VOID", _need("STRING", "s")),
    "std.syntax": _sign("BOOL", _need("REAL", None)),
    "std.getenv": _sign("STRING", _need("STRING", "name")),
    "std.cache_req_body": _sign("BOOL", _need("BYTES", "size")),
    "std.late_100_continue": _sign("VOID", _need("BOOL", "late")),
    "std.set_ip_tos": _sign("VOID", _need("INT", "tos")),
    "std.rollback": _sign("VOID", _need("HTTP", "h")),
    "std.ban": _sign("BOOL", _need("STRING", None)),
    "std.ban_error": _sign("STRING"),
    "std.real2integer": _sign("INT", _need("REAL", "r"), _need("INT", "fallback")),
    "std.real2time": _sign("TIME", _need("REAL", "r"), _need("TIME", "fallback")),
    "std.time2integer": _sign("INT", _need("TIME", "t"), _need("INT", "fallback")),
    "std.time2real": _sign("REAL", _need("TIME", "t"), _need("REAL", "fallback")),
}

VMODS: dict[str, dict[str, Signature]] = {"std": STD}

#: Vmods that a real Varnish has and this interpreter has not.
ABSENT_VMODS = frozenset({"blob", "cookie", "debug", "directors", "h2", "proxy", "purge", "unix", "vtc"})
