"""Coroutines that were called and never awaited: somebody hears of each, and Python's own warning comes all the same."""

import types
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager

type Coroutine = types.CoroutineType[object, object, object]


@contextmanager
def heard(tell: Callable[[Coroutine], None]) -> Iterator[None]:
    """Has `tell` hear of each coroutine as Python drops it. Those that heard of them before still do."""
    before = _WARNINGS[_HOOK]

    def hear(coroutine: Coroutine) -> None:
        tell(coroutine)
        if before is not _PYTHON or coroutine.cr_origin is not None:
            before(coroutine)
        else:
            # What Python itself does here, but for the frame of ours, which would stand in the warning as the place.
            text = f"coroutine '{coroutine.__qualname__}' was never awaited\n"
            warnings.warn(text.rstrip(), RuntimeWarning, stacklevel=2, source=coroutine)

    _WARNINGS[_HOOK] = hear
    try:
        yield
    finally:
        _WARNINGS[_HOOK] = before


# What CPython calls as it frees a coroutine that nobody has awaited: `_PyErr_WarnUnawaitedCoroutine`.
_WARNINGS, _HOOK = warnings.__dict__, "_warn_unawaited_coroutine"
_PYTHON = _WARNINGS[_HOOK]
