"""Values of VCL: how each type is written out, and how text is read into one."""

from __future__ import annotations

import ipaddress
import math
import re
from dataclasses import dataclass
from typing import Any

from .addresses import Address, split_port, to_address
from .errors import Failure
from .http import LAST_MOMENT, format_time, parse_time, whole_number

#: The largest whole number, and the largest with decimals, that Varnish writes out.
LARGEST_INT = 999_999_999_999_999
LARGEST_REAL = 999_999_999_999.999

_UNITS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0, "w": 604800.0, "y": 31536000.0}
_BYTES = {"": 1, "b": 1, **{unit + b: 1 << 10 * n for n, unit in enumerate("kmgtp", 1) for b in ("", "b")}}
_NUMBER = re.compile(r"[ \t\n\v\f\r]*(-?)(\d*)(?:(\.)(\d*))?")
_SPACES = " \t\n\v\f\r"


@dataclass(frozen=True)
class HeaderPlace:
    """A HEADER as an argument: which message, which name."""

    scope: str
    name: str


@dataclass(frozen=True)
class Ip:
    """An address with its port, of which only std.port tells."""

    address: Address
    port: int

    def __str__(self) -> str:
        return str(self.address)


def to_text(type_: str, value: Any) -> str | None:
    """A value as text; None is a string that is not there. Raises Failure for numbers that are too large to be written."""
    if type_ == "STRING" or value is None:
        return value
    if type_ in ("INT", "BYTES"):
        if not abs(value) <= LARGEST_INT:
            raise Failure(f"{type_} overflow converting to STRING")
        return f"{value:.0f}"
    if type_ in ("REAL", "DURATION"):
        if not abs(value) <= LARGEST_REAL:
            raise Failure(f"{type_} overflow converting to STRING ({value:e})")
        return f"{value:.3f}"
    if type_ == "TIME":
        if not abs(value) <= LAST_MOMENT:
            raise Failure("a TIME too far off to be written")
        return format_time(value)
    if type_ == "BOOL":
        return "true" if value else "false"
    return str(value)


def _read_number(text: str | None, most: int = 15) -> tuple[float, str, int] | None:
    """A number at the start of a text, what follows it, and how many decimals it has, of which no more than three count; -1 for a point without any."""
    found = _NUMBER.match(text) if text is not None else None
    if found is None or not (found[2] or found[4]):
        return None
    if len(found[2]) > (12 if found[3] else most):
        return None
    value = int(found[2] or "0") + int((found[4] or "").ljust(3, "0")[:3]) / 1000
    return (
        (-value if found[1] else value),
        found.string[found.end() :],
        -1 if found[3] and not found[4] else len(found[4] or ""),
    )


def parse_duration(text: str | None) -> float | None:
    """`10s`, `1.5 h`; None for what is no number with a unit."""
    read = _read_number(text)
    if read is None:
        return None
    unit = read[1].strip(_SPACES)
    return read[0] * _UNITS[unit] if unit in _UNITS else None


def parse_real(text: str | None) -> float | None:
    """A number with decimals, as `std.real` reads it; None for what is none."""
    read = _read_number(text, 12)
    return read[0] if read is not None and not read[1].strip(_SPACES) else None


def parse_integer(text: str | None) -> int | None:
    """A number without a remainder and with nothing else about it but spaces."""
    read = _read_number(text)
    if read is None or read[1].strip(_SPACES) or read[0] != int(read[0]):
        return None
    return int(read[0])


def parse_bytes(text: str | None) -> float | None:
    """A whole number of bytes, or up to three decimals of a larger unit."""
    read = _read_number(text)
    if read is None or read[0] < 0:
        return None
    unit = _BYTES.get(read[1].strip(_SPACES).lower())
    if unit is None or not 0 <= read[2] <= 3 or (unit == 1 and read[0] != int(read[0])):
        return None
    return float(int(read[0] * unit))


def parse_ip(text: str | None, port: str, *, resolve: bool) -> Ip | None:
    """An address with its port, which `port` is where the text has none; None for what is none. `resolve` lets in the name localhost, the only one known."""
    parts = split_port(text) if text is not None else ""
    if isinstance(parts, str):
        return None
    host, own = parts
    if host.lower() == "localhost" and resolve:
        address: Address | None = ipaddress.ip_address("127.0.0.1")
    else:
        address = ipaddress.ip_address("::1") if host == "" and own else to_address(host)
    number = own if own is not None else port
    services = {"http": 80, "https": 443}
    if number and whole_number(number) is None and number not in services:
        return None
    return None if address is None else Ip(address, services.get(number) or int(number or "0") % 65536)


def parse_moment(text: str | None) -> float | None:
    """An HTTP date, or seconds since 1970."""
    if text is None:
        return None
    moment = parse_time(text)
    if moment:
        return moment
    read = _read_number(text)
    return read[0] if read is not None and not read[1].strip(_SPACES) and read[0] > 0 else None


def rounded(value: float) -> int:
    """To the nearest whole number, halves away from zero, as C rounds."""
    return int(math.copysign(math.floor(abs(value) + 0.5), value))
