"""How long an object may be used, by what the origin's response says: TTL, grace and when it was made."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from .http import Message, parse_time, token_value, whole_number

DEFAULT_TTL = 120.0
DEFAULT_GRACE = 10.0
DEFAULT_KEEP = 0.0
CLOCK_SKEW = 10.0
#: Statuses with a TTL of their own; others get none. 302 and 307 only where the response says so.
CACHEABLE = {200, 203, 204, 300, 301, 304, 404, 410, 414}
ONLY_IF_SAID = {302, 307}
_MOST = 4294967295
#: A lifetime without an end: thirty thousand years.
_FAR = 1e12


@dataclass
class Freshness:
    """`origin` is when the response was made, in seconds since 1970, its Age taken off; the others are seconds."""

    origin: float
    ttl: float
    grace: float
    keep: float


def single(number: float) -> float:
    """Varnish 7.1 keeps lifetimes in single precision."""
    return struct.unpack("f", struct.pack("f", max(-_FAR, min(_FAR, number))))[0]


def seconds(text: str) -> int:
    """A number in Cache-Control as varnishd reads it: a list may go on after it, decimals are dropped, all else is 0."""
    text = text.lstrip(" \t\n\r\f\v")
    if text.startswith("-"):
        return 0
    text = text.removeprefix("+")
    digits = len(text) - len(text.lstrip("0123456789"))
    rest = text[digits:].lstrip(" \t\r\n")
    if rest and rest[0] not in ",.":
        return 0
    number = whole_number(text[:digits] or "0")
    return _MOST if number is None else min(number, _MOST)


def of_response(response: Message, now: float, *, private: bool) -> Freshness:
    """RFC 9111 as Varnish takes it. `private` is the response to a pass, which is never kept."""
    result = Freshness(now, DEFAULT_TTL, DEFAULT_GRACE, DEFAULT_KEEP)
    age = response.get("Age")
    if age is not None:
        result.origin -= seconds(age)
    if private:
        result.ttl, result.grace, result.keep = -1.0, 0.0, 0.0
        return result
    status = response.status
    cache_control = response.get("Cache-Control")
    if status in CACHEABLE or status in ONLY_IF_SAID:
        if status in ONLY_IF_SAID:
            result.ttl = -1.0
        is_shared, said = token_value(cache_control, "s-maxage")
        if not is_shared:
            _, said = token_value(cache_control, "max-age")
        if said is not None:
            result.ttl = float(seconds(said))
        else:
            result.ttl = _by_expires(response, now, result.ttl)
    else:
        result.ttl = -1.0
    _, stale = token_value(cache_control, "stale-while-revalidate")
    if result.ttl >= 0 and stale is not None:
        result.grace = float(seconds(stale))
    result.ttl, result.grace = single(result.ttl), single(result.grace)
    return result


def _by_expires(response: Message, now: float, otherwise: float) -> float:
    expires = parse_time(response.get("Expires"))
    date = parse_time(response.get("Date"))
    if expires == 0:
        return otherwise
    if expires < date:
        return 0.0
    if date == 0 or abs(date - now) < CLOCK_SKEW:
        return max(0.0, expires - now)
    return float(int(expires - date))
