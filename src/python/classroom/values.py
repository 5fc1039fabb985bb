"""What to say where a value is one that cannot be worked with: a divisor of nought, text that is no number, more than memory holds."""

import re

from classroom.telling import Known, cut

_DIVISIONS = frozenset({"/", "//", "%", "/=", "//=", "%="})
_NO_MEMORY = "The program asked for more memory than there is."


def arithmetic_error(error: ArithmeticError, message: str, known: Known) -> str | None:
    """The sentence for a ZeroDivisionError or an OverflowError that Python raised."""
    if not known.origin.is_python:
        return None
    if issubclass(type(error), ZeroDivisionError) and known.origin.operator in _DIVISIONS:
        return "Something is divided by zero here: the divisor is 0 at this moment."
    if type(error) is OverflowError:
        return _overflow(message, known)
    return None


def _overflow(message: str, known: Known) -> str | None:
    if message == "cannot fit 'int' into an index-sized integer":
        makes = (
            known.origin.operator in ("*", "*=") or known.origin.calls(bytearray) or known.origin.calls(bytes)
        )
        return _NO_MEMORY if makes else None
    if message == "Python int too large to convert to C ssize_t":
        # A list of all of them was asked for. The length alone is no matter of memory.
        makes = any(known.origin.calls(kind) for kind in (list, tuple, sorted))
        return _NO_MEMORY if makes else None
    if message == "int too large to convert to float":
        return "This whole number is too large to be made a float."
    if message == "cannot convert float infinity to integer":
        return "Infinity cannot be made a whole number."
    if known.origin.operator in ("**", "**=") or message == "math range error":
        return "The result is too large for the kind of number that should hold it."
    return None


def memory_error(_error: MemoryError, message: str, known: Known) -> str | None:
    """The sentence for a MemoryError that Python raised."""
    if known.origin.is_raised:
        return None
    if "too complex to parse" in message or "Parser stack" in message:
        return "This code is nested too deeply for Python to read."
    return _NO_MEMORY


def value_error(error: ValueError, message: str, known: Known) -> str | None:
    """The sentence for a value that a function of Python's refused."""
    if known.origin.is_raised:
        return None
    if isinstance(error, UnicodeDecodeError):
        return f"These bytes are no text in {error.encoding}."
    if isinstance(error, UnicodeEncodeError):
        return f"{error.encoding} has no bytes for one of these characters."
    if not known.origin.is_own:
        return None
    number = re.fullmatch(r"invalid literal for int\(\) with base (\d+): (.+)", message, re.DOTALL)
    if number:
        base = "" if number[1] == "10" else f" in base {number[1]}"
        return f"int() cannot read {cut(number[2])} as a whole number{base}."
    number = re.fullmatch(r"could not convert string to float: (.+)", message, re.DOTALL)
    if number:
        return f"float() cannot read {cut(number[1])} as a number."
    amount = re.fullmatch(r"(not enough|too many) values to unpack(?: \((.+)\))?", message)
    if amount and known.origin.opcode in ("UNPACK_SEQUENCE", "UNPACK_EX"):
        few = amount[1] == "not enough"
        counts = f" ({amount[2]})" if amount[2] else ""
        return f"There are {'fewer' if few else 'more'} values here than names to take them{counts}."
    return None
