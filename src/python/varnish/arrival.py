"""What Varnish makes of a request on its arrival, before any VCL."""

from __future__ import annotations

from .http import Message, whole_number


def take_host_from_url(request: Message) -> None:
    """`GET http://host/path`: the host counts, whatever the Host header says."""
    url = request.url
    if url[:7].lower() != "http://" or "/" not in url[7:]:
        return
    host, _, path = url[7:].partition("/")
    request.url = "/" + path
    request.set("Host", host)


def refusal(request: Message) -> int:
    """The status with which Varnish ends a connection before any VCL; 0 for a request that it takes."""
    names = [name.lower() for name, _ in request.fields]
    if names.count("host") > 1 or names.count("content-length") > 1:
        return 400
    if not request.arrive() or request.is_too_much:
        return 400
    length = request.get("Content-Length")
    if length is not None and whole_number(length.strip()) is None:
        return 400
    expected = request.get("Expect")
    if expected is not None and expected.lower() != "100-continue":
        return 417
    return 0


def add_sender(request: Message) -> None:
    """X-Forwarded-For, with the client's address behind those that the request came with."""
    request.collect("X-Forwarded-For")
    forwarded = request.get("X-Forwarded-For")
    request.set("X-Forwarded-For", "127.0.0.1" if forwarded is None else f"{forwarded}, 127.0.0.1")
