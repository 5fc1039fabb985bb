"""Bans: conditions on objects that are older than the ban, tested when a request looks one up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .errors import Failure
from .http import Message
from .regex import Regex, RegexError, compile_regex
from .store import StoredObject
from .values import parse_duration
from .work import Meter

_TEXT = ("==", "!=", "~", "!~")
_NUMBERS: dict[str, Callable[[float, float], bool]] = {
    "==": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
}
_DURATIONS = ("obj.age", "obj.ttl", "obj.grace", "obj.keep")


class BanError(Exception):
    """A ban that cannot be read: Varnish logs it and goes on without."""


@dataclass(frozen=True)
class Condition:
    """One part of a ban between `&&`: a field, an operator and what it is compared with. A duration's `number` is in seconds."""

    field: str
    sign: str
    text: str
    regex: Regex | None = None
    number: float = 0.0

    def holds(self, one: StoredObject, request: Message, added: float, meter: Meter) -> bool:
        """`added` is the real time of the ban: age and TTL are those of that moment."""
        if self.field in _DURATIONS:
            values = {
                "obj.age": added - one.origin,
                "obj.ttl": one.origin + one.ttl - added,
                "obj.grace": one.grace,
                "obj.keep": one.keep,
            }
            return _NUMBERS[self.sign](values[self.field], self.number)
        value = self._value(one, request)
        if self.sign == "==":
            return value == self.text
        if self.sign == "!=":
            return value != self.text
        assert self.regex is not None
        if value is None:  # neither `~` nor `!~` holds for what is not there
            return False
        try:
            matches = self.regex.search(value, meter) is not None
        except Failure:
            matches = False
        return matches == (self.sign == "~")

    def _value(self, one: StoredObject, request: Message) -> str | None:
        if self.field == "req.url":
            return request.url
        if self.field == "obj.status":
            return str(one.response.status % 1000)
        scope, _, name = self.field.partition(".http.")
        return (request if scope == "req" else one.response).get(name)


def parse_ban(text: str | None) -> list[Condition]:
    """Raises BanError in varnishd's words."""
    if text is None:
        raise BanError("Null argument")
    words = text.split()  # quotes are part of a word
    if not words:
        raise BanError("No ban conditions found.")
    conditions: list[Condition] = []
    for start in range(0, len(words), 4):
        part = words[start : start + 3]
        if len(part) < 2:
            raise BanError("Expected comparison operator.")
        if len(part) < 3:
            raise BanError("Expected second operand.")
        conditions.append(_condition(*part))
        joint = words[start + 3 : start + 4]
        if joint and joint != ["&&"]:
            raise BanError(f'Expected && between conditions, found "{joint[0]}"')
    if len(words) % 4 == 0:
        raise BanError("No ban conditions found.")
    return conditions


def _condition(field: str, sign: str, text: str) -> Condition:
    headed = field.startswith(("req.http.", "obj.http."))
    if field in _DURATIONS:
        if sign not in _NUMBERS:
            raise BanError(f'expected conditional (==, !=, >, >=, < or <=) got "{sign}"')
        number = parse_duration(text)
        if number is None:
            raise BanError(f'expected duration <n.nn>[ms|s|m|h|d|w|y] got "{text}"')
        return Condition(field, sign, text, number=number)
    if not headed and field not in ("req.url", "obj.status"):
        raise BanError(f'Unknown or unsupported field "{field}"')
    if sign not in _TEXT:
        raise BanError(f'expected conditional (==, !=, ~ or !~) got "{sign}"')
    if "~" not in sign:
        return Condition(field, sign, text)
    try:
        return Condition(field, sign, text, compile_regex(text))
    except RegexError as error:
        raise BanError(f"Regex compile error: {error}") from None


@dataclass(frozen=True)
class Ban:
    """`at` is the real time at which it was added."""

    text: str
    at: float
    conditions: tuple[Condition, ...]

    def holds(self, one: StoredObject, request: Message, meter: Meter) -> bool:
        """Whether all of its conditions hold for an object, and so remove it. `request` is the one that came upon it."""
        return all(condition.holds(one, request, self.at, meter) for condition in self.conditions)


class Bans:
    """All bans in the order in which they came. An object need never be tested twice by the same ban."""

    def __init__(self, meter: Meter) -> None:
        self.bans: list[Ban] = []
        self.meter = meter

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.bans)

    def add(self, text: str | None, now: float) -> None:
        """Raises BanError."""
        self.bans.append(Ban(text or "", now, tuple(parse_ban(text))))

    def untested(self, one: StoredObject) -> int:
        """How many the object has not met yet."""
        return self.count - one.bans_seen

    def striking(self, one: StoredObject, request: Message) -> Ban | None:
        """The newest ban that is newer than the object and holds for it and this request."""
        for ban in reversed(self.bans[one.bans_seen :]):
            if ban.holds(one, request, self.meter):
                return ban
        one.bans_seen = self.count
        return None
