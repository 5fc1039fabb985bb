"""Whole numbers that are known before the VCL runs. varnishd leaves them to the C compiler, which refuses what overflows and what divides by 0."""

from __future__ import annotations

from .nodes import LARGEST_INT, Arithmetic, Constant, Expression, Literal, Negative


def constant_of(expression: Expression) -> Constant | None:
    """None for what only the running VCL can tell."""
    if isinstance(expression, Literal) and expression.type == "INT":
        return Constant(expression.value, abs(expression.value) > LARGEST_INT)
    if isinstance(expression, Negative):
        inner = constant_of(expression.value)
        return None if inner is None else Constant(-inner.value, inner.is_long)
    return expression.constant if isinstance(expression, Arithmetic) else None


def calculated(sign: str, left: Expression, right: Expression) -> Constant | str | None:
    """What two whole numbers make, None where that is not known yet; or in words why the C compiler refuses it."""
    one, other = constant_of(left), constant_of(right)
    if sign in ("/", "%") and other is not None and other.value == 0:
        return "Division by zero, which varnishd's C compiler refuses."
    if one is None or other is None:
        return None
    if sign in ("/", "%"):
        quotient = abs(one.value) // abs(other.value) * (1 if (one.value < 0) == (other.value < 0) else -1)
        value = quotient if sign == "/" else one.value - quotient * other.value
    else:
        value = {"+": one.value + other.value, "-": one.value - other.value, "*": one.value * other.value}[
            sign
        ]
    made = Constant(value, one.is_long or other.is_long)
    if made.overflows:
        bits = 64 if made.is_long else 32
        return f"{one.value} {sign} {other.value} is more than {bits} bits hold, which varnishd's C compiler refuses."
    return made
