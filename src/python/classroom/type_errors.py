"""What to say of a TypeError: Python has one class for dozens of slips, and tells them apart by its message alone."""

import re


def type_error_sentence(message: str) -> str | None:
    """The sentence for a message of Python's; None where it is none of those known."""
    for pattern, sentence in _SENTENCES:
        found = re.search(pattern, message)
        if found:
            return sentence.format(*(word for word in found.groups() if word is not None))
    return None


_SENTENCES = (
    (
        r"^(\S+\(\)) missing (\d+) required (?:positional|keyword-only) arguments?: (.+)$",
        "The call of {0} lacks a value for {2}.",
    ),
    (
        r"^(\S+\(\)) takes (.+?) positional arguments? but (\d+) (?:was|were) given$",
        "{0} was given {2} positional arguments but takes {1}; for a method, self counts as one.",
    ),
    (
        r"^(\S+\(\)) got an unexpected keyword argument '([^']+)'",
        "{0} has no parameter called {1}: compare the call with what it takes.",
    ),
    (
        r"^(\S+\(\)) got multiple values for argument '([^']+)'",
        "{0} was given the parameter {1} twice, once by position and once by name.",
    ),
    (
        r"^unsupported operand type\(s\) for (\S+)(?: or pow\(\))?: '([^']+)' and '([^']+)'",
        "Python has no meaning for {1} {0} {2}: look at where the two values come from.",
    ),
    (
        r"^can only concatenate (\S+) \(not \"([^\"]+)\"\) to",
        "+ joins a {0} only to another {0}, and the other value is of type {1}: convert one of them first.",
    ),
    (
        r"^'([^']+)' not supported between instances of '([^']+)' and '([^']+)'",
        "Python cannot order {1} and {2} with {0}: look at where the two values come from.",
    ),
    (
        r"^'NoneType' object is not (subscriptable|iterable|callable)\b",
        "The value is None here, and None is not {0}.",
    ),
    (
        r"^'coroutine' object is not (subscriptable|iterable|callable)",
        "The value is a coroutine, and not yet its result: await it.",
    ),
    (
        r"^'([^']+)' object is not callable",
        "A value of type {0} is called here like a function, and it is none.",
    ),
    (r"^'([^']+)' object is not subscriptable", "A value of type {0} has no items to take with [ ]."),
    (r"^'([^']+)' object is not iterable", "A value of type {0} cannot be gone through item by item."),
    (
        r"^'(str|tuple|bytes|range)' object does not support item assignment",
        "A value of type {0} cannot be changed in place: build a new one.",
    ),
    (
        r"^'([^']+)' object does not support item assignment",
        "No item of a value of type {0} can be set with [ ].",
    ),
    (
        r"^cannot use '(list|dict|set|bytearray)' as a (dict key|set element)",
        "A value of type {0} can change, so it cannot be a {1}.",
    ),
    (
        r"^cannot use '([^']+)' as a (dict key|set element) \(unhashable type: '([^']+)'\)",
        "A value of type {0} cannot be a {1}, as what makes it so, of type {2}, has no hash.",
    ),
    (
        r"^unhashable type: '(list|dict|set|bytearray)'",
        "A value of type {0} can change, so it has no hash.",
    ),
    (r"^unhashable type: '([^']+)'", "A value of type {0} has no hash."),
    (
        r"^(?:object (\S+) can't be used in 'await' expression|'([^']+)' object can't be awaited)",
        "await needs something to wait for, such as a coroutine, and got a value of type {0}.",
    ),
    (
        r"^cannot unpack non-iterable (\S+) object",
        "A value of type {0} cannot be unpacked: it holds no items to take.",
    ),
)
