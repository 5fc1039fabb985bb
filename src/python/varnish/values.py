"""Values of VCL: how each type is written out, and how text is read into one."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from typing import Any

from .http import format_time, parse_time

IP = ipaddress.IPv4Address | ipaddress.IPv6Address

_UNITS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0, "w": 604800.0, "y": 31536000.0}
_BYTES = {"": 1, "b": 1, "kb": 1 << 10, "mb": 1 << 20, "gb": 1 << 30, "tb": 1 << 40, "k": 1 << 10, "m": 1 << 20,
          "g": 1 << 30, "t": 1 << 40}  # fmt: skip
_NUMBER = re.compile(r"\s*([+-]?(?:\d+\.?\d*|\.\d+))\s*")
_INTEGER = re.compile(r"\s*(-?\d+)\s*$")


@dataclass(frozen=True)
class HeaderPlace:
    """A HEADER as an argument: which message, which name."""

    scope: str
    name: str


def to_text(type_: str, value: Any) -> str | None:
    """A value as text; None is a string that is not there."""
    if type_ == "STRING" or value is None:
        return value
    if type_ == "INT":
        return str(value)
    if type_ in ("REAL", "DURATION"):
        return f"{value:.3f}"
    if type_ == "TIME":
        return format_time(value)
    if type_ == "BOOL":
        return "true" if value else "false"
    if type_ == "BYTES":
        return f"{value:.0f}"
    return str(value)


def parse_duration(text: str | None) -> float | None:
    """`10s`, `1.5 h`; None for what is no number with a unit."""
    if text is None:
        return None
    found = _NUMBER.match(text)
    if not found:
        return None
    unit = text[found.end() :].strip()
    return float(found[1]) * _UNITS[unit] if unit in _UNITS else None


def parse_real(text: str | None) -> float | None:
    if text is None:
        return None
    found = _NUMBER.fullmatch(text)
    return float(found[1]) if found else None


def parse_integer(text: str | None) -> int | None:
    """A whole number with nothing else about it but spaces."""
    if text is None:
        return None
    found = _INTEGER.match(text)
    if not found or abs(int(found[1])) > 999_999_999_999_999:
        return None
    return int(found[1])


def parse_bytes(text: str | None) -> float | None:
    if text is None:
        return None
    found = _NUMBER.match(text)
    if not found or float(found[1]) < 0:
        return None
    unit = text[found.end() :].strip().lower()
    return float(int(float(found[1]) * _BYTES[unit])) if unit in _BYTES else None


def parse_ip(text: str | None) -> IP | None:
    try:
        return ipaddress.ip_address(text or "")
    except ValueError:
        return ipaddress.ip_address("127.0.0.1") if text == "localhost" else None


def parse_moment(text: str | None) -> float | None:
    """An HTTP date, or seconds since 1970."""
    if text is None:
        return None
    return parse_time(text.strip()) or parse_real(text)
