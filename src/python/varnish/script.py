"""The request script: what the origin answers, when it is down, and which requests come when. Read from JSON or from Python."""

from __future__ import annotations

import re
import reprlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .errors import Failure, ScriptError
from .http import printable
from .regex import Regex, RegexError, compile_regex

INFINITY = float("inf")
MOST_REQUESTS = 2000
#: Some thirty years.
LONGEST_TIME = 1_000_000_000


@dataclass(frozen=True)
class Route:
    """What the origin answers for the URLs that a pattern fits as a whole. Times are in seconds, of the script."""

    pattern: Pattern
    status: int = 200
    reason: str | None = None
    headers: tuple[tuple[str, str], ...] = ()
    body: str = ""
    #: When the route is there: from, to; `to` does not belong to it.
    window: tuple[float, float] = (0.0, INFINITY)
    match: tuple[tuple[str, Pattern], ...] = ()
    delay: float = 0.0


@dataclass(frozen=True)
class ScriptedRequest:
    """A request of a client, `at` seconds after the script's begin."""

    at: float
    url: str
    method: str = "GET"
    headers: tuple[tuple[str, str], ...] = ()
    body: str = ""


@dataclass(frozen=True)
class Script:
    """`down` are the times, from and to, in which the origin takes no connection."""

    routes: tuple[Route, ...] = ()
    down: tuple[tuple[float, float], ...] = ()
    requests: tuple[ScriptedRequest, ...] = field(default_factory=tuple)
    #: In place of routes: a function that is given a request and gives a route's keys.
    answer: Callable[[dict[str, Any]], Mapping[str, Any]] | None = None


def read_script(data: Any) -> Script:
    """Raises ScriptError, which names the place, for anything that is not a script."""
    whole = _mapping(data, "the script")
    _known(whole, {"origin", "requests"}, "the script")
    origin = _mapping(whole.get("origin", {}), "origin")
    _known(origin, {"routes", "down"}, "origin")
    routes = [
        read_route(one, f"origin.routes[{index}]")
        for index, one in enumerate(_sequence(origin.get("routes", []), "origin.routes"))
    ]
    down = [
        _window(one, f"origin.down[{index}]")
        for index, one in enumerate(_sequence(origin.get("down", []), "origin.down"))
    ]
    if "requests" not in whole:
        raise ScriptError("the script has no requests: it needs a list of them under the key 'requests'")
    requests = [
        _request(one, f"requests[{index}]")
        for index, one in enumerate(_sequence(whole["requests"], "requests"))
    ]
    if len(requests) > MOST_REQUESTS:
        raise ScriptError(f"requests: at most {MOST_REQUESTS} of them, this script has {len(requests)}")
    return Script(tuple(routes), tuple(down), tuple(requests))


def read_route(data: Any, where: str) -> Route:
    """One route, or what an origin that is a function gave."""
    route = _mapping(data, where)
    _known(route, {"url", "status", "reason", "headers", "body", "when", "match", "delay"}, where)
    if "url" not in route:
        raise ScriptError(f"{where} has no url: it needs a regular expression for path and query")
    window = (0.0, INFINITY)
    if route.get("when") is not None:
        window = _when(route["when"], f"{where}.when")
    match = [
        (name, _regex(pattern, f"{where}.match.{name}"))
        for name, pattern in _mapping(route.get("match") or {}, f"{where}.match").items()
    ]
    status = route.get("status", 200)
    if isinstance(status, bool) or not isinstance(status, int) or not 100 <= status <= 999:
        raise ScriptError(f"{where}.status must be a whole number from 100 to 999, it is {status!r}")
    delay = _number(route.get("delay") or 0, f"{where}.delay")
    if delay < 0:
        raise ScriptError(f"{where}.delay must not be negative, it is {delay:g}")
    reason = route.get("reason")
    return Route(
        _regex(route["url"], f"{where}.url"),
        status,
        None if reason is None else _text(reason, f"{where}.reason"),
        _headers(route.get("headers"), f"{where}.headers"),
        _text(route.get("body", ""), f"{where}.body"),
        window,
        tuple(match),
        delay,
    )


def _request(data: Any, where: str) -> ScriptedRequest:
    request = _mapping(data, where)
    _known(request, {"at", "method", "url", "headers", "body"}, where)
    if "url" not in request:
        raise ScriptError(f"{where} has no url")
    url = _text(request["url"], f"{where}.url")
    if not url or any(one.isspace() for one in url):
        raise ScriptError(f"{where}.url must be a path without spaces, it is {url!r}")
    at = _number(request.get("at", 0), f"{where}.at")
    if at < 0:
        raise ScriptError(f"{where}.at must not be negative, it is {at:g}")
    method = _text(request.get("method", "GET"), f"{where}.method")
    if not re.fullmatch(r"[A-Za-z-]+", method):
        raise ScriptError(f"{where}.method must be a word like GET, it is {method!r}")
    return ScriptedRequest(
        at,
        url,
        method,
        _headers(request.get("headers"), f"{where}.headers"),
        _text(request.get("body", ""), f"{where}.body"),
    )


def _mapping(data: Any, where: str) -> Mapping[str, Any]:
    if not isinstance(data, Mapping):
        raise ScriptError(f"{where} must be an object with keys, it is {_kind(data)}")
    return data


def _sequence(data: Any, where: str) -> Sequence[Any]:
    if isinstance(data, (str, bytes)) or not isinstance(data, Sequence):
        raise ScriptError(f"{where} must be a list, it is {_kind(data)}")
    return data


def _number(data: Any, where: str) -> float:
    if isinstance(data, bool) or not isinstance(data, (int, float)) or data != data or abs(data) == INFINITY:
        raise ScriptError(f"{where} must be a number of seconds, it is {_kind(data)}")
    if abs(data) > LONGEST_TIME:
        raise ScriptError(f"{where} must be at most {LONGEST_TIME:,} seconds")
    return float(data)


def _text(data: Any, where: str) -> str:
    if data is None:
        return ""
    if not isinstance(data, str):
        raise ScriptError(f"{where} must be text, it is {_kind(data)}")
    return printable(data)


def _headers(data: Any, where: str) -> tuple[tuple[str, str], ...]:
    fields: list[tuple[str, str]] = []
    for name, value in _mapping(data or {}, where).items():
        if not re.fullmatch(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+", str(name)):
            raise ScriptError(f"{where}: {name!r} is no name of a header")
        values = value if isinstance(value, (list, tuple)) else [value]
        for one in values:
            if one is None:
                continue
            text = str(one) if isinstance(one, (int, float)) and not isinstance(one, bool) else one
            text = _text(text, f"{where}.{name}")
            if "\n" in text or "\r" in text:
                raise ScriptError(f"{where}.{name} must be one line")
            fields.append((str(name), text.strip(" \t")))
    return tuple(fields)


def _window(data: Any, where: str) -> tuple[float, float]:
    window = _sequence(data, where)
    if len(window) != 2:
        raise ScriptError(f"{where} must be two numbers, from and to")
    end = INFINITY if window[1] is None else _number(window[1], where)
    return _number(window[0], where), end


def _when(data: Any, where: str) -> tuple[float, float]:
    """`[from, to]` as in `down`, or the same with keys."""
    if isinstance(data, (list, tuple)):
        return _window(data, where)
    if not isinstance(data, Mapping):
        raise ScriptError(
            f"{where} must be two numbers, [from, to], or an object with the keys from and to, it is {_kind(data)}"
        )
    _known(data, {"from", "to"}, where)
    return (
        _number(data.get("from", 0), f"{where}.from"),
        INFINITY if data.get("to") is None else _number(data["to"], f"{where}.to"),
    )


@dataclass(frozen=True)
class Pattern:
    """A regular expression of a script, matched with the limits of those in VCL."""

    regex: Regex
    whole: Regex
    where: str

    def search(self, text: str) -> bool:
        """Whether it fits anywhere. Raises ScriptError where that takes too many steps."""
        return self._found(self.regex, text)

    def fullmatch(self, text: str) -> bool:
        """Whether it fits the whole text. Raises ScriptError where that takes too many steps."""
        return self._found(self.whole, text)

    def _found(self, regex: Regex, text: str) -> bool:
        try:
            return regex.search(text) is not None
        except Failure:
            raise ScriptError(f"{self.where} takes too many steps to match") from None


def _regex(data: Any, where: str) -> Pattern:
    text = _text(data, where)
    try:
        return Pattern(compile_regex(text), compile_regex(rf"\A(?:{text})\z"), where)
    except RegexError as error:
        raise ScriptError(f"{where} is no regular expression: {error}") from None


def _known(data: Mapping[str, Any], names: set[str], where: str) -> None:
    strange = [str(key) for key in data if key not in names]
    if strange:
        raise ScriptError(
            f"{where} has a key that is not known: {strange[0]!r} (known are {', '.join(sorted(names))})"
        )


def _kind(data: Any) -> str:
    names = {type(None): "null", bool: "true or false", str: "text", list: "a list", dict: "an object"}
    return names.get(type(data), reprlib.repr(data))
