"""Addresses as VCL writes them: in ACLs, as a backend's host, in text that becomes an IP."""

from __future__ import annotations

import ipaddress
import re

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

#: As the C library reads a number: a sign or spaces may go before it.
_PORT = re.compile(r"[ \t\n\v\f\r]*(?:\+?\d+|-0+)")
_SERVICES = {"http", "https", "http-alt", "www", "ftp", "ssh", "smtp", "domain", "telnet"}
_BYTE = re.compile(r"[ \t\n]*\+?(\d+)")
_NUMBER = re.compile(r"0[xX][0-9a-fA-F]+|\d+")
_HOST = re.compile(r"(?!-)[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*\.?")
LOCALHOST = "localhost"


def to_network(base: Address, width: int) -> Network:
    """The network of this many leading bits that the address lies in."""
    if isinstance(base, ipaddress.IPv4Address):
        return ipaddress.IPv4Network((int(base), width), strict=False)
    return ipaddress.IPv6Network((int(base), width), strict=False)


def networks_of(text: str) -> list[tuple[Address, int]] | str:
    """What an entry of an ACL stands for, each with the width that it has by itself; or why it stands for nothing."""
    short = _short_form(text)
    if short is not None:
        return [short]
    if text.lower() == LOCALHOST:
        return [(ipaddress.ip_address("127.0.0.1"), 32)]
    address = ipaddress.IPv6Address(text) if _is_wide(text) else to_address(text)
    if address is None:
        return "here an ACL holds addresses and localhost only"
    return [(address, address.max_prefixlen)]


def _is_wide(text: str) -> bool:
    try:
        ipaddress.IPv6Address(text)
    except ValueError:
        return False
    return True


def _short_form(text: str) -> tuple[Address, int] | None:
    """`10.1` is 10.1.0.0/16: as many bytes as are written."""
    parts: list[int] = []
    at = 0
    while len(parts) < 4:
        found = _BYTE.match(text, at)
        if found is None or int(found[1]) > 255:
            return None
        parts.append(int(found[1]))
        at = found.end()
        if at == len(text):
            whole = [*parts, 0, 0, 0][:4]
            return ipaddress.ip_address(".".join(map(str, whole))), 8 * len(parts)
        if text[at] != ".":
            return None
        at += 1
    # What follows four bytes is not looked at, but counts as one more: without a mask that is too wide.
    return ipaddress.ip_address(".".join(map(str, parts))), 40


def to_address(text: str) -> Address | None:
    """An address in any form that the C library takes: `1.2.3` is 1.2.0.3, `::ffff:1.2.3.4` is 1.2.3.4."""
    try:
        found = ipaddress.ip_address(text.partition("%")[0] if ":" in text else text)
    except ValueError:
        return _loose(text)
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped is not None:
        return found.ipv4_mapped
    return found


#: Characters of an address in any form; leading noughts are not counted as what anybody writes.
_LONGEST = 60


def _loose(text: str) -> Address | None:
    parts = text.split(".")
    if len(parts) > 4 or len(text) > _LONGEST or not all(_NUMBER.fullmatch(one) for one in parts):
        return None
    numbers = []
    for one in parts:
        base = 16 if one[:2] in ("0x", "0X") else 8 if one[0] == "0" and len(one) > 1 else 10
        if base == 8 and one.strip("01234567"):
            return None
        numbers.append(int(one, base))
    *high, low = numbers
    if any(one > 255 for one in high) or low >= 256 ** (5 - len(numbers)):
        return None
    value = low
    for place, one in enumerate(high):
        value |= one << (24 - 8 * place)
    return ipaddress.IPv4Address(value)


def split_port(text: str) -> tuple[str, str | None] | str:
    """Host and port of `host:port`, `host port` and `[address]:port`; or what is wrong."""
    if text.startswith("["):
        host, closing, rest = text[1:].partition("]")
        if not closing:
            return "IPv6 address lacks ']'"
        if rest and rest[0] not in ": ":
            return "IPv6 address has wrong port separator"
        return host, rest[1:] if rest else None
    if " " in text:
        host, _, port = text.partition(" ")
        return host, port
    if text.count(":") == 1:
        host, _, port = text.partition(":")
        return host, port
    return text, None


def host_problem(text: str, port: str | None) -> str | None:
    """Why a backend's host cannot be resolved. A name that could be one is taken to be one."""
    parts = split_port(text if port is None else f"{text} {port}")
    if isinstance(parts, str):
        return parts
    host, wanted = parts
    if wanted and not _PORT.fullmatch(wanted) and wanted not in _SERVICES:
        return "Servname not supported for ai_socktype"
    if host == "":
        return None if wanted else "Name or service not known"
    if to_address(host) is None and (not _HOST.fullmatch(host) or host.endswith((".invalid", ".invalid."))):
        return "Name or service not known"
    return None
