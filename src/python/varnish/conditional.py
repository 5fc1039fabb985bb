"""What a client asks for besides the whole: 304 where it has a copy, 206 where it wants a part."""

from __future__ import annotations

from .http import Message, parse_time
from .store import StoredObject


def not_modified(request: Message, response: Message, one: StoredObject, arrived: float) -> bool:
    """RFC 9110 13.2.2 as Varnish has it: If-None-Match goes first, and If-Modified-Since is then not looked at."""
    wanted = request.get("If-None-Match")
    if wanted is not None:
        etag = response.get("ETag")
        return etag is not None and wanted.removeprefix("W/") == etag.removeprefix("W/")
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


def ranged(request: Message, response: Message, body: str) -> str:
    """The part that Range asks for, with the response made a 206 or a 416. What is no single range of bytes is ignored."""
    data = body.encode()
    span = _span(request.get("Range") or "", len(data))
    if span is None:
        return body
    low, high = span
    if low > high:
        response.set_status(416)
        response.set("Content-Range", f"bytes */{len(data)}")
        response.set("Content-Length", "0")
        return ""
    response.set_status(206)
    response.set("Content-Range", f"bytes {low}-{high}/{len(data)}")
    response.set("Content-Length", str(high - low + 1))
    return data[low : high + 1].decode("utf-8", "replace")


def _span(text: str, length: int) -> tuple[int, int] | None:
    """First and last byte; None for what cannot be read, an empty span for what the body does not have."""
    if not text.startswith("bytes="):
        return None
    first, dash, last = text.removeprefix("bytes=").partition("-")
    if not dash or (first and not first.isdigit()) or (last and not last.isdigit()) or not (first or last):
        return None
    if not first:
        count = min(int(last), length)
        return (1, 0) if count == 0 else (length - count, length - 1)
    low = int(first)
    high = min(int(last), length - 1) if last else length - 1
    if last and int(last) < low:
        return None
    return (1, 0) if low >= length else (low, high)
