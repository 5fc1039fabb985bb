"""What VCL's operators make of two values. None is a text that is not there."""

from __future__ import annotations

import math
from typing import Any

from .errors import Failure
from .nodes import Acl
from .values import Ip


def plain(value: Any) -> Any:
    """An address without its port."""
    return value.address if isinstance(value, Ip) else value


def collected(parts: list[str | None]) -> str | None:
    """One text of many parts. A single part that is not there stays so."""
    if len(parts) == 1:
        return parts[0]
    return "".join(part or "" for part in parts)


def calculate(sign: str, left: Any, right: Any, type_: str) -> Any:
    """In 64 bits for INT, whole bytes for BYTES. Raises Failure for a division by zero."""
    if sign == "+":
        result = left + right
    elif sign == "-":
        result = left - right
    elif sign == "%":
        return _remainder(left, right)
    elif sign == "*":
        result = left * right
    elif right == 0:
        raise Failure("Division by zero")
    elif type_ == "INT":
        result = _quotient(left, right)
    else:
        result = left / right
    if type_ == "INT":
        return (result + 2**63) % 2**64 - 2**63  # 64 bits
    return float(math.trunc(result)) if type_ == "BYTES" and math.isfinite(result) else result


def _quotient(left: int, right: int) -> int:
    """As in C: cut off towards zero."""
    return abs(left) // abs(right) * (1 if (left < 0) == (right < 0) else -1)


def _remainder(left: int, right: int) -> int:
    """As in C: it has the sign of the left side."""
    if right == 0:
        raise Failure("Division by zero")
    rest = abs(left) % abs(right)
    return -rest if left < 0 else rest


def compare(sign: str, left: Any, right: Any) -> bool:
    """Of two values of one type, by one of VCL's six operators."""
    if sign == "==":
        return left == right
    if sign == "!=":
        return left != right
    if sign == "<":
        return left < right
    if sign == "<=":
        return left <= right
    return left > right if sign == ">" else left >= right


def compare_text(sign: str, left: list[str | None], right: list[str | None]) -> bool:
    """A single text that is not there is greater than any other, itself included, as varnishd's VRT_strcmp has it."""
    if len(left) == 1 and len(right) == 1 and (left[0] is None or right[0] is None):
        return sign in ("!=", ">", ">=")
    return compare(sign, _bytes(left), _bytes(right))


def _bytes(parts: list[str | None]) -> bytes:
    return "".join(part or "" for part in parts).encode("utf-8", "surrogateescape")


def in_acl(acl: Acl, address: Any) -> bool:
    """The narrowest entry that holds the address decides; a negated one says no."""
    holding = [one for one in acl.entries if address in one.network]
    return bool(holding) and not max(holding, key=lambda one: one.network.prefixlen).negated
