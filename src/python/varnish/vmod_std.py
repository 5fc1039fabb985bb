"""The functions of vmod std, on plain values. Each is given the context and its arguments by name."""

from __future__ import annotations

import functools
import math
import random
import time
from collections.abc import Callable
from typing import Any

from .bans import BanError
from .context import Context
from .errors import Failure
from .globs import matches
from .values import (
    LARGEST_REAL,
    HeaderPlace,
    Ip,
    parse_bytes,
    parse_duration,
    parse_integer,
    parse_ip,
    parse_moment,
    parse_real,
    rounded,
)

Arguments = dict[str, Any]

#: Beyond this the C library's numbers with decimals are no longer exact, and Varnish converts no more.
_MOST = 2**53 - 1


def _one_of(name: str, given: Arguments) -> str:
    """The one argument besides `fallback`; Failure where there are none or several."""
    others = [key for key in given if key not in ("fallback", "resolve", "p")]
    if len(others) != 1:
        raise Failure(f"std.{name}: {'too many' if others else 'not enough'} arguments")
    return others[0]


def _converted(name: str, value: Any, given: Arguments) -> Any:
    if value is not None:
        return value
    if "fallback" in given:
        return given["fallback"]
    raise Failure(f"std.{name}: conversion failed")


def _integer(context: Context, given: Arguments) -> Any:
    kind = _one_of("integer", given)
    value = given[kind]
    read = parse_integer(value) if kind == "s" else _whole(value)
    if read is not None and kind not in ("bool", "bytes", "s") and abs(read) > _MOST:
        read = None
    return _converted("integer", read, given)


def _whole(value: float) -> int | None:
    return math.trunc(value) if math.isfinite(value) else None


def _real(context: Context, given: Arguments) -> Any:
    kind = _one_of("real", given)
    value = given[kind]
    return _converted("real", parse_real(value) if kind == "s" else float(value), given)


def _duration(context: Context, given: Arguments) -> Any:
    kind = _one_of("duration", given)
    value = given[kind]
    return _converted("duration", parse_duration(value) if kind == "s" else float(value), given)


def _bytes(context: Context, given: Arguments) -> Any:
    kind = _one_of("bytes", given)
    value = given[kind]
    read = parse_bytes(value) if kind == "s" else _whole(value) if value >= 0 else None
    return _converted("bytes", read if read is None or read <= _MOST or kind == "integer" else None, given)


def _time(context: Context, given: Arguments) -> Any:
    kind = _one_of("time", given)
    value = given[kind]
    return _converted("time", parse_moment(value) if kind == "s" else float(value), given)


def _ip(context: Context, given: Arguments) -> Any:
    port = given["p"] if given.get("p") is not None else "80"
    return _converted("ip", parse_ip(given["s"], port, resolve=given["resolve"]), given)


def _querysort(context: Context, given: Arguments) -> str | None:
    url = given["argument 1"]
    if url is None or "?" not in url:
        return url
    path, _, query = url.partition("?")
    parts = sorted((one for one in query.split("&") if one), key=functools.cmp_to_key(_same_so_far))
    return f"{path}?{'&'.join(parts)}"


def _same_so_far(left: str, right: str) -> int:
    """varnishd compares parameters as far as the shorter goes, so that `b=1` and `b=10` stay as they came."""
    for one, other in zip(left, right, strict=False):
        if one != other:
            return -1 if one < other else 1
    return 0


def _collect(context: Context, given: Arguments) -> None:
    place: HeaderPlace = given["hdr"]
    context.message(place.scope).collect(place.name, given["sep"] or ", ")


def _strstr(context: Context, given: Arguments) -> str | None:
    text, part = given["s1"], given["s2"]
    if text is None or part is None or part not in text:
        return None
    return text[text.index(part) :]


def _fnmatch(context: Context, given: Arguments) -> bool:
    pattern, subject = given["pattern"], given["subject"]
    if pattern is None or subject is None:
        raise Failure(
            "std.fnmatch(): pattern is NULL" if pattern is None else "std.fnmatch(): subject is NULL"
        )
    return matches(pattern, subject, **{name: given[name] for name in ("pathname", "noescape", "period")})


def _ban(context: Context, given: Arguments) -> bool:
    try:
        context.add_ban(given["argument 1"])
    except BanError as error:
        context.ban_error = str(error)
        return False
    context.ban_error = ""
    context.log("Ban", f"added: {given['argument 1']}")
    return True


def _rollback(context: Context, given: Arguments) -> None:
    context.rollback(given["h"])


def _cache_body(context: Context, given: Arguments) -> bool:
    if context.method != "recv":
        context.log("VCL_Error", "req.body can only be cached in vcl_recv{}")
        return False
    client = context.request
    if client.keeps_body:
        return True
    if client.body_is_read:
        return False
    client.keeps_body = len(client.scripted.body.encode("utf-8", "surrogateescape")) <= given["size"]
    if not client.keeps_body:
        context.log("FetchError", "Request body too big to cache")
        client.is_cut_off = True
    return client.keeps_body


def _log(context: Context, given: Arguments) -> None:
    context.log("VCL_Log", given["s"] or "")


def _strftime(context: Context, given: Arguments) -> str:
    try:
        return time.strftime(given["format"] or "", time.gmtime(math.trunc(given["time"])))
    except (OverflowError, ValueError, OSError):
        raise Failure("std.strftime(): the time or the format is none") from None


def _round(context: Context, given: Arguments) -> float:
    value = given["r"]
    return math.copysign(rounded(value), value) if math.isfinite(value) else value  # -0.4 is -0.0


FUNCTIONS: dict[str, Callable[[Any, Arguments], Any]] = {
    "std.random": lambda context, given: random.uniform(given["lo"], given["hi"]),
    "std.round": _round,
    "std.collect": _collect,
    "std.querysort": _querysort,
    "std.toupper": lambda context, given: None if given["s"] is None else ascii_case(given["s"], str.upper),
    "std.tolower": lambda context, given: None if given["s"] is None else ascii_case(given["s"], str.lower),
    "std.strstr": _strstr,
    "std.fnmatch": _fnmatch,
    "std.fileread": lambda context, given: None,
    "std.blobread": lambda context, given: None,
    "std.file_exists": lambda context, given: False,
    "std.healthy": lambda context, given: context.healthy(given["be"]),
    "std.port": lambda context, given: (
        given["ip"].port if isinstance(given["ip"], Ip) else context.port_of(given["ip"])
    ),
    "std.duration": _duration,
    "std.bytes": _bytes,
    "std.integer": _integer,
    "std.ip": _ip,
    "std.real": _real,
    "std.time": _time,
    "std.strftime": _strftime,
    "std.log": _log,
    "std.syslog": lambda context, given: context.log("VCL_Log", given["s"] or ""),
    "std.timestamp": lambda context, given: context.log("Timestamp", given["s"] or ""),
    "std.syntax": lambda context, given: (
        rounded(given["argument 1"] * 10) <= context.version[0] * 10 + context.version[1]
    ),
    "std.getenv": lambda context, given: None,
    "std.cache_req_body": _cache_body,
    "std.late_100_continue": lambda context, given: None,
    "std.set_ip_tos": lambda context, given: None,
    "std.rollback": _rollback,
    "std.ban": _ban,
    "std.ban_error": lambda context, given: context.ban_error,
    "std.real2integer": lambda context, given: (
        rounded(given["r"]) if abs(given["r"]) <= LARGEST_REAL else given["fallback"]
    ),
    "std.real2time": lambda context, given: given["r"],
    "std.time2integer": lambda context, given: (
        rounded(given["t"]) if abs(given["t"]) <= _MOST else given["fallback"]
    ),
    "std.time2real": lambda context, given: given["t"],
}


def ascii_case(text: str, change: Callable[[str], str]) -> str:
    """The text with its letters of ASCII changed, as the C library does it in the C locale."""
    return "".join(change(one) if one.isascii() else one for one in text)
