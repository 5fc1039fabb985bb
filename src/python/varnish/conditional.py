"""Whether a client that has a copy is told 304: If-None-Match and If-Modified-Since."""

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
