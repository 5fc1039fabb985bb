"""What a client asks for besides the whole: 304 where it has a copy, 206 where it wants a part."""

from __future__ import annotations

import re

from .http import Message, parse_time, whole_number
from .store import StoredObject

_CONTENT_RANGE = re.compile(
    r"bytes (?:([0-9]{1,18})-([0-9]{1,18})|\*)/([0-9]{1,18}|\*)[ \t\r\n]*", re.IGNORECASE
)


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
    moment, made = parse_time(copy), parse_time(response.get("Date"))
    modified = parse_time(response.get("Last-Modified"))
    return bool(moment) and bool(made) and moment == modified and modified <= made + 60


def ranged(request: Message, response: Message, body: str, *, keeps_length: bool) -> str:
    """The part that Range asks for, with the response made a 206, or a 416 for what the body does not have."""
    data = body.encode()
    asked = read_range(request.get("Range") or "")
    low, high = _span(asked, len(data)) if asked else (1, 0)
    if low > high:
        response.set_status(416)
        response.set("Content-Range", f"bytes */{len(data)}")
    else:
        response.set_status(206)
        response.set("Content-Range", f"bytes {low}-{high}/{len(data)}")
    if not keeps_length:
        response.set("Content-Length", str(max(0, high - low + 1)))
    return data[low : high + 1].decode("utf-8", "replace") if low <= high else ""


def read_range(text: str) -> tuple[int | None, int | None] | None:
    """First and last byte that a Range names, None where it leaves one out; None for what is no single range of bytes."""
    if not text.lower().startswith("bytes="):
        return None
    first, dash, last = text[len("bytes=") :].partition("-")
    low, high = whole_number(first), whole_number(last)
    if not dash or (first and low is None) or (last and high is None) or not (first or last):
        return None
    if (low is None and high == 0) or (low is not None and high is not None and high < low):
        return None
    return low, high


def range_problem(request: Message, response: Message) -> str | None:
    """Why a response is no answer to the Range that was asked for, after the VCL has seen it; None where it is one."""
    wanted = request.get("Range")
    asked = read_range(wanted) if wanted is not None else (None, None)
    if asked is None:
        return "Invalid range header"
    said = response.get("Content-Length")
    length = None if said is None else whole_number(said.strip(" \t"))
    if said is not None and length is None:
        return "Invalid content-length header"
    sent = response.get("Content-Range")
    if sent is None:
        return None
    unit, space, _ = sent.partition(" ")
    part = _CONTENT_RANGE.fullmatch(sent)
    if space and unit.lower() != "bytes":
        return None
    if part is None or (part[1] and int(part[1]) > int(part[2])):
        return "Invalid content-range header"
    whole = 0 if part[3] == "*" else int(part[3])
    if whole == 0 or (part[1] and int(part[2]) >= whole):
        return "Invalid content-range header"
    if asked == (None, None):
        return "Unexpected content-range header"
    if not part[1] and response.status == 416:
        return None
    low, high = (int(part[1]), int(part[2])) if part[1] else (0, whole - 1)
    if length is not None and length != high - low + 1:
        return f"Expected content length {high - low + 1}, got {length}"
    first, last = asked
    if first is not None and first != low:
        return f"Expected low range {low}, got {first}"
    if first is not None and last is not None and last < high:
        return f"Expected minimum high range {high}, got {last}"
    return None


def _span(asked: tuple[int | None, int | None], length: int) -> tuple[int, int]:
    low, high = asked
    if low is None:
        return max(0, length - (high or 0)), length - 1
    return low, length - 1 if high is None else min(high, length - 1)
