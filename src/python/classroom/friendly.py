"""One sentence for an exception that says in plain words what happened and what to look at. Never wrong comes before helpful: a
sentence claims no more than the instruction shows that raised it, and gives the exception's own text where that shows nothing."""

import asyncio
import re
from collections.abc import Callable
from typing import Any

from classroom.asserted import assertion_error
from classroom.database_errors import database_sentence
from classroom.describe import name_of
from classroom.imports import import_error, module_not_found
from classroom.layers import recursion_sentence
from classroom.lookups import attribute_error, index_error, key_error, name_error
from classroom.origin import Origin
from classroom.slots import arguments_of, members_of
from classroom.syntax_errors import syntax_error
from classroom.system_errors import eof_error, os_error, runtime_error
from classroom.telling import Circumstances, Known, cut, stopped
from classroom.type_errors import type_error_sentence
from classroom.values import arithmetic_error, memory_error, value_error


def friendly(error: BaseException, message: str, run: Circumstances) -> str:
    """The sentence for an exception; `message` is its text as Python prints it, suggestion included. It never raises."""
    try:
        return _sentence(error, message, Known(Origin.of(error), run)) or _plain(error, message)
    except Exception:
        # An exception of the reader's whose attributes are not what its class promises.
        return _plain(error, message)


def _sentence(error: BaseException, message: str, known: Known) -> str | None:
    if not known.origin.is_by_hand:
        for words in _words:
            sentence = words(error, message)
            if sentence is not None:
                return sentence
    kind = type(error)
    return next(
        (
            sentence
            for told, tell in _tellers
            if issubclass(kind, told) and (sentence := tell(error, message, known))
        ),
        None,
    )


def _plain(error: BaseException, message: str) -> str:
    name = name_of(type(error)).rpartition(".")[2]
    text = message.strip().split("\n", 1)[0]
    if issubclass(type(error), KeyError):
        arguments = arguments_of(error)
        first = arguments[0] if len(arguments) == 1 else None
        text = first if type(first) is str else text
    # By its sound: an UnboundLocalError, and a UnicodeError, a UserWarning, a URLError.
    article = "An" if re.match(r"[aeio]|u(?!ni|s|r|t)", name, re.IGNORECASE) else "A"
    return stopped(
        f"{article} {name} was raised, and nothing caught it{f': {cut(text)}' if text.strip() else ''}"
    )


type Teller = Callable[[Any, str, Known], str | None]
"""Is given an exception of the class that it stands beside."""


def _stop_iteration(_error: StopIteration, _message: str, known: Known) -> str | None:
    if known.origin.is_own and known.origin.calls(next):
        return "The iterator has no further item, and next() was not given a default."
    return None


def _stop_async_iteration(_error: StopAsyncIteration, _message: str, known: Known) -> str | None:
    return "The asynchronous iterator has no further item." if known.origin.is_python else None


def _cancelled(_error: asyncio.CancelledError, _message: str, known: Known) -> str | None:
    return None if known.origin.is_by_hand else "A task was cancelled, and nothing caught that."


def _recursion_error(error: RecursionError, _message: str, known: Known) -> str | None:
    if known.origin.is_raised:
        return None
    return recursion_sentence(error) or (
        "Calls went deeper than Python allows: most often a function calls itself, "
        "and the case that ends it is missing or never reached."
    )


def _not_implemented(error: NotImplementedError, message: str, known: Known) -> str | None:
    if type(error) is not NotImplementedError or message or not known.origin.is_own:
        return None
    return "This part has yet to be written: it raises NotImplementedError on purpose."


def _interrupted(_error: KeyboardInterrupt, _message: str, known: Known) -> str | None:
    return None if known.origin.is_by_hand else "The program was stopped."


def _group(error: BaseExceptionGroup, _message: str, _known: Known) -> str:
    parts = members_of(error)
    kinds = ", ".join(sorted({name_of(type(part)) for part in parts}))
    if len(parts) == 1:
        return f"One exception came out, in a group: {cut(kinds)}."
    return f"{len(parts)} exceptions came out together: {cut(kinds)}."


_tellers: list[tuple[type[BaseException], Teller]] = [
    (NameError, name_error),
    (ModuleNotFoundError, module_not_found),
    (ImportError, import_error),
    (AttributeError, attribute_error),
    (ArithmeticError, arithmetic_error),
    (KeyError, key_error),
    (IndexError, index_error),
    (
        TypeError,
        lambda _error, message, known: type_error_sentence(message) if known.origin.is_python else None,
    ),
    (ValueError, value_error),
    (SyntaxError, syntax_error),
    (AssertionError, assertion_error),
    (RecursionError, _recursion_error),
    (NotImplementedError, _not_implemented),
    (RuntimeError, runtime_error),
    (MemoryError, memory_error),
    (EOFError, eof_error),
    (OSError, os_error),
    (StopIteration, _stop_iteration),
    (StopAsyncIteration, _stop_async_iteration),
    (asyncio.CancelledError, _cancelled),
    (KeyboardInterrupt, _interrupted),
    (SystemExit, lambda *_: "The code asked Python to exit, so the rest of it did not run."),
    (BaseExceptionGroup, _group),
]


def tell_outcome(kind: type[BaseException], tell: Teller) -> None:
    """Teaches the sentences the exception by which pytest fails a test."""
    _tellers.append((kind, tell))


_words: list[Callable[[BaseException, str], str | None]] = [database_sentence]
"""Asked before all others: those who know an error by its message, of whatever class it is."""


def tell_words(sentence: Callable[[BaseException, str], str | None]) -> None:
    """Teaches the sentences some more messages."""
    _words.append(sentence)
