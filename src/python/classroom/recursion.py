"""How deep a reader's code may call itself. WebAssembly's stack is short: too deep a call kills the
interpreter."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

USER_RECURSION_LIMIT = 1000
"""Frames that a reader's code may add to those that lead to it: Python's own default. Recursion through C code
ends sooner, as the worker guards WebAssembly's stack (lib/worker/interpreter.ts); both raise RecursionError."""


@contextmanager
def deeper(extra: int = 0) -> Iterator[None]:
    """Allows the body USER_RECURSION_LIMIT frames, and `extra` more for what stands between, such as pytest."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(_depth() + USER_RECURSION_LIMIT + extra)
    try:
        yield
    finally:
        sys.setrecursionlimit(max(before, _depth() + 50))


def _depth() -> int:
    depth, frame = 0, sys._getframe()
    while frame is not None:
        depth, frame = depth + 1, frame.f_back
    return depth
