"""Coroutines that were called and never awaited: somebody hears of each, and Python's own warning comes all the same."""

import types
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager

type Coroutine = types.CoroutineType[object, object, object]


@contextmanager
def heard(tell: Callable[[Coroutine], None]) -> Iterator[None]:
    """Has `tell` hear of each coroutine as Python drops it. Those that heard of them before still do."""
    before = warnings._warn_unawaited_coroutine

    def hear(coroutine: Coroutine) -> None:
        tell(coroutine)
        if before is not _PYTHON or coroutine.cr_origin is not None:
            before(coroutine)
        else:
            # What Python itself does here, but for the frame of ours, which would stand in the warning as the place.
            text = f"coroutine '{coroutine.__qualname__}' was never awaited\n"
            warnings.warn(text.rstrip(), RuntimeWarning, stacklevel=2, source=coroutine)

    warnings._warn_unawaited_coroutine = hear
    try:
        yield
    finally:
        warnings._warn_unawaited_coroutine = before


_PYTHON = warnings._warn_unawaited_coroutine
