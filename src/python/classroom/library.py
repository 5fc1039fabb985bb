"""The part of Python that comes later. An interpreter that was started by the build has in its memory what the classroom imports;
the files of the standard library and of the packages follow, while a reader's first cell may be running already.

A module that is asked for before its file is there must not look as if it did not exist. So a guard stands before the finders: it
raises what no `except Exception` catches, and remembers it in case the code caught it all the same. The worker then says that the run
is to be made again, with the library, in a new interpreter.
"""

import importlib
import sys


class NotHereYet(BaseException):
    """A module was asked for whose file has not come yet."""


class _Guard:
    """A finder that finds nothing."""

    def __init__(self, names: frozenset[str]) -> None:
        self.names = names
        """Top-level names of all that is on its way."""
        self.asked_for: str | None = None

    def find_spec(self, name: str, path: object = None, target: object = None) -> None:
        del path, target
        if name.partition(".")[0] in self.names:
            self.asked_for = name
            raise NotHereYet(name)


_guard: _Guard | None = None


def stand_guard(names: list[str]) -> None:
    """From here on modules of these top-level names that have not been imported are not there yet."""
    global _guard
    _guard = _Guard(frozenset(names))
    sys.meta_path.insert(0, _guard)


def asked_for() -> str | None:
    """A module that code has asked for too early, by name; null where none was."""
    return None if _guard is None else _guard.asked_for


def arrived() -> None:
    """The files are there."""
    global _guard
    if _guard is not None and _guard in sys.meta_path:
        sys.meta_path.remove(_guard)
    _guard = None
    importlib.invalidate_caches()
