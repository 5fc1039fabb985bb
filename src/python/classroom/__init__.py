"""What runs inside Pyodide: cells, programs and tests of a reader, and what the page is told of them. The way
in is `bridge`.

Its modules have built-ins of their own (kept.py), so that a reader's code which deletes `len` or puts another
`print` in its place breaks itself, and not what watches it.
"""

import builtins
import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType

BUILTINS = dict(vars(builtins))
"""What the modules of the classroom take built-in names from."""


class _Finder:
    """Finds the modules of this package, and gives each the kept built-ins before its first line runs."""

    @staticmethod
    def find_spec(
        name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if not name.startswith("classroom."):
            return None
        spec = PathFinder.find_spec(name, path, target)
        if spec is not None and spec.loader is not None:
            spec.loader.create_module = _module
        return spec


def _module(spec: ModuleSpec) -> ModuleType:
    module = ModuleType(spec.name)
    module.__dict__["__builtins__"] = BUILTINS
    return module


sys.meta_path.insert(0, _Finder)
