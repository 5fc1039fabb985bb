"""What a client asks for besides the whole: 304 where it has a copy, 206 where it wants a part."""

from __future__ import annotations

from .http import Message, parse_time
from .store import StoredObject


def not_modified(request: Message, response: Message, one: StoredObject, arrived: float) -> bool:
    """RFC 9110 13.2.2 as Varnish has it: If-None-Match goes first, and If-Modified-Since is then not looked at."""
    wanted = request.get("If-None-Match")
    if wanted is not None:
        etag = response.get("ETag")
        if etag is None:
            return False
        if (
            request.get("Range") is not None
        ):  # parts of two copies must not be put together: strongly compared
            return wanted == etag and not etag.startswith("W/")
        return wanted.removeprefix("W/") == etag.removeprefix("W/")
    since = request.get("If-Modified-Since")
    if since is None:
        return False
    moment = parse_time(since)
    if not moment or moment > arrived:
        return False
    modified = response.get("Last-Modified")
    if modified is None:
        return one.last_modified <= moment
    at = parse_time(modified)
    return bool(at) and at <= moment


def wants_part(request: Message, response: Message) -> bool:
    """Whether Range counts: If-Range asks for the whole where the client's copy is an older one."""
    if request.get("Range") is None:
        return False
    copy = request.get("If-Range")
    if copy is None:
        return True
    if copy.startswith('"'):
        return copy == response.get("ETag")
    moment = parse_time(copy)
    return bool(moment) and moment == parse_time(response.get("Last-Modified"))


def ranged(request: Message, response: Message, body: str) -> str:
    """The part that Range asks for, with the response made a 206, or a 416 for what the body does not have."""
    data = body.encode()
    asked = read_range(request.get("Range") or "")
    low, high = _span(asked, len(data)) if asked else (1, 0)
    if low > high:
        response.set_status(416)
        response.set("Content-Range", f"bytes */{len(data)}")
        response.set("Content-Length", "0")
        return ""
    response.set_status(206)
    response.set("Content-Range", f"bytes {low}-{high}/{len(data)}")
    response.set("Content-Length", str(high - low + 1))
    return data[low : high + 1].decode("utf-8", "replace")


def read_range(text: str) -> tuple[int | None, int | None] | None:
    """First and last byte that a Range names, None where it leaves one out; None for what is no single range of bytes."""
    if not text.lower().startswith("bytes="):
        return None
    first, dash, last = text[len("bytes=") :].partition("-")
    if not dash or (first and not first.isdigit()) or (last and not last.isdigit()) or not (first or last):
        return None
    low, high = int(first) if first else None, int(last) if last else None
    if (low is None and high == 0) or (low is not None and high is not None and high < low):
        return None
    return low, high


def _span(asked: tuple[int | None, int | None], length: int) -> tuple[int, int]:
    low, high = asked
    if low is None:
        return max(0, length - (high or 0)), length - 1
    return low, length - 1 if high is None else min(high, length - 1)
