"""What went wrong with a fixture: what its code raised, and which teardown an exception came out of."""

from collections.abc import Iterator
from types import TracebackType
from typing import Any

import pytest
from _pytest.fixtures import FixtureDef

from classroom import project
from classroom.exceptions import type_name

LONGEST = 160
"""Characters of what is told of an exception, and of a parameter."""


def words_of(error: BaseException) -> str | None:
    """What was raised, in one line; None for a skip or an expected failure, which are no trouble."""
    if isinstance(error, pytest.skip.Exception | pytest.xfail.Exception):
        return None
    try:
        message = str(error).strip().split("\n", 1)[0]
    except Exception:
        message = ""
    name = "Failed" if isinstance(error, pytest.fail.Exception) else type_name(type(error))
    return project.shorten(f"{name}: {message}" if message else name)[:LONGEST]


def torn_in(error: BaseException) -> Iterator[tuple[BaseException, FixtureDef[Any]]]:
    """The fixtures whose teardown an exception came out of: pytest's own frames on its way name them."""
    if isinstance(error, BaseExceptionGroup):
        for part in error.exceptions:
            yield from torn_in(part)
    found, trace = None, error.__traceback__
    while trace is not None:
        found, trace = _finishes(trace) or found, trace.tb_next
    if found is not None and not isinstance(error, BaseExceptionGroup):
        yield error, found


def _finishes(trace: TracebackType) -> FixtureDef[Any] | None:
    frame = trace.tb_frame
    owner = frame.f_locals.get("self") if frame.f_code is FixtureDef.finish.__code__ else None
    return owner if isinstance(owner, FixtureDef) else None
