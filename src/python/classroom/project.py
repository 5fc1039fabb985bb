"""The reader's project on disk: where it lies, how it is written, and what a run leaves behind in it."""

import binascii
import linecache
import os
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from importlib.machinery import FileFinder
from pathlib import Path

ROOT = Path("/home/reader")
"""Folder of the project. It is the working directory and the first entry of sys.path."""


def write(files: Mapping[str, str]) -> None:
    """Writes the files. Where any of them is new or changed, every module of the project is imported afresh;
    where none is, they stay as they are, so that classes imported twice are the same."""
    changed = False
    for name, text in files.items():
        path = _inside(name)
        content = content_of(text)
        if path.is_file() and path.read_bytes() == content:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        changed = True
    enter()
    if changed:
        forget_modules()


def content_of(text: str) -> bytes:
    """The bytes of a file as the page has it among its texts: one that is no text is written as in runtime/files.ts."""
    if text.startswith(_BYTES):
        return binascii.a2b_base64(text.removeprefix(_BYTES))
    return text.encode("utf-8", "surrogatepass")


def take_away(names: Iterable[str]) -> None:
    """Removes files, where they are there, and the modules that came of them."""
    found = [path for path in map(_inside, names) if path.is_file()]
    for path in found:
        path.unlink()
    if found:
        forget_modules()


def enter() -> None:
    """Makes the project the working directory and the first place that imports look in, and the time zones the last."""
    ROOT.mkdir(parents=True, exist_ok=True)
    os.chdir(ROOT)
    root = str(ROOT)
    sys.path[:] = [root, *(entry for entry in sys.path if entry not in (root, "", _ZONES)), _ZONES]


def forget_modules() -> None:
    """Drops every module that came from the project, so that the next import reads its file again."""
    root = str(ROOT) + os.sep
    for name, module in list(sys.modules.items()):
        if name != "__main__" and any(place.startswith(root) for place in _places(module)):
            del sys.modules[name]
    forget_folders()
    linecache.checkcache()


def forget_folders() -> None:
    """Has imports look again at what lies in the folders that they look in. The library's archives stay as they were read: to read
    them again would take a third of a run of tests."""
    for finder in list(sys.path_importer_cache.values()):
        if isinstance(finder, FileFinder):
            finder.invalidate_caches()


def relative(filename: str) -> str | None:
    """The path of one of the reader's files within the project; None for any other file."""
    if filename.startswith(_ROOT_PREFIX):
        return filename.removeprefix(_ROOT_PREFIX)
    if filename in _typed:
        return filename
    return None


def remember(filename: str, source: str) -> None:
    """Takes code that lies in no file for one of the reader's: its lines stand in tracebacks under that name."""
    _typed.add(filename)
    linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)


def shorten(text: str) -> str:
    """The text with paths of the project as a reader knows them."""
    return text.replace(_ROOT_PREFIX, "")


def python_files(files: Iterable[str]) -> list[str]:
    """The modules among the files that are no tests: what is measured when nobody says otherwise."""
    return [name for name in files if name.endswith(".py") and not is_for_tests(name)]


def is_test_file(name: str) -> bool:
    """True for the files that pytest collects by itself, by its default patterns. The page goes by the same rule (runtime/files.ts)."""
    base = name.rsplit("/", 1)[-1]
    return base.endswith("_test.py") or (base.startswith("test_") and base.endswith(".py"))


def is_for_tests(name: str) -> bool:
    """True for test files, and for the conftest.py that goes with them."""
    return is_test_file(name) or name.rsplit("/", 1)[-1] == "conftest.py"


def left(given: Iterable[str]) -> list[str]:
    """Paths of the files that now lie in the project besides the given ones; caches of Python's own aside."""
    known = {os.path.normpath(name) for name in given}
    found = []
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [name for name in folders if name != "__pycache__"]
        paths = (os.path.relpath(os.path.join(folder, name), ROOT) for name in names)
        found += [path for path in paths if path not in known]
    return sorted(found)


# The bundle has the package tzdata as one file (scripts/python/contents.ts): zoneinfo finds its zones there.
_ZONES = "/lib/python3.14/site-packages/tzdata.zip"
_ROOT_PREFIX = str(ROOT) + os.sep
_BYTES = "\0base64,"
_typed: set[str] = set()


def _inside(name: str) -> Path:
    path = Path(os.path.normpath(ROOT / name))
    if ROOT not in path.parents:
        raise ValueError(f"{name!r} lies outside the project")
    return path


def _places(module: object) -> list[str]:
    # A reader's module may hold anything, even a __file__ that is no text.
    spaces = vars(module) if hasattr(module, "__dict__") else {}
    file = spaces.get("__file__")
    places = [file] if isinstance(file, str) else []
    with suppress(TypeError):
        places += [f"{place}{os.sep}" for place in spaces.get("__path__") or ()]
    return places
