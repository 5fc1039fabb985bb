"""Python as it was before any code of a reader's ran, so that what a reader's code does to it breaks that code and not ours.

A reader may delete `len`, replace `json.dumps`, clear `sys.modules`. Three things keep the classroom out of it:
- its modules look up built-ins in a copy, put in place by the package's __init__;
- what crosses to the page is written and read by parts of `json` that were taken here and ask nobody;
- a reader's code runs `with world:`. When it is left, each function and class of the standard library that the code has replaced
  is put back, and the reader's is put in its place again when the next code of theirs runs. To look at ten thousand names takes a
  while, so that after `with world.plainly():`, which does for code that nothing watches, most of it waits for `settle`.
"""

import builtins
import json
import operator
import sys
import types
from collections.abc import Callable
from json import encoder
from typing import TYPE_CHECKING, Any

from classroom.monitoring import Theirs

if TYPE_CHECKING:
    from _typeshed.importlib import MetaPathFinderProtocol, PathEntryFinderProtocol

type _Finders = tuple[list[MetaPathFinderProtocol], list[Callable[[str], PathEntryFinderProtocol]]]

# In C, and known to nobody but `json` itself.
_write = vars(encoder)["c_make_encoder"](
    None, None, encoder.encode_basestring_ascii, None, ": ", ", ", False, False, True
)
_read = vars(json.JSONDecoder())["scan_once"]
_join = "".join
_is = operator.is_
_set_recursion_limit = sys.setrecursionlimit


def to_json(value: object) -> str:
    """Plain data as JSON."""
    return _join(_write(value, 0))


def from_json(text: str) -> Any:
    """Plain data out of JSON that was made by a machine: nothing stands before or after it."""
    return _read(text, 0)[0]


_HOOKS = frozenset(
    {"excepthook", "displayhook", "unraisablehook", "breakpointhook", "_showwarnmsg_impl", "showwarning", "_"}
)
"""Made to be replaced: what a reader has put there is asked for by name."""

_WITH_CLASSES = frozenset(
    {
        "ast",
        "codecs",
        "contextlib",
        "dataclasses",
        "importlib",
        "inspect",
        "io",
        "json",
        "linecache",
        "pathlib",
    }
    | {"pprint", "re", "textwrap", "tokenize", "traceback", "types"}
)
"""Modules whose classes the classroom works with after a run: their methods are put back too."""

_VITAL = frozenset({"builtins", "codecs", "contextlib", "io", "sys"})
"""Modules that the classroom uses after any run."""

_OURS = sys.stdlib_module_names | {"classroom"}
"""Packages that are put back into sys.modules where they have been taken out."""

_missing = object()


class _Part:
    """A function or class, or a method of one, where it stands."""

    __slots__ = ("called", "name", "ours", "place", "space")

    def __init__(self, place: dict[str, object] | type, name: str, ours: object, called: str) -> None:
        self.place = place
        self.space = vars(place) if isinstance(place, type) else place
        self.name = name
        self.ours = ours
        self.called = called
        """How it is called in words: `json.dumps`, `len`."""

    def now(self) -> object:
        return self.space.get(self.name, _missing)

    def put(self, value: object) -> None:
        place, name = self.place, self.name
        if isinstance(place, type):
            if value is not _missing:
                type.__setattr__(place, name, value)
            elif name in self.space:
                type.__delattr__(place, name)
        elif value is _missing:
            place.pop(name, None)
        else:
            place[name] = value


class _Space:
    """The parts that stand in one namespace."""

    __slots__ = ("_names", "_parts", "_space", "_values")

    def __init__(self, parts: list[_Part]) -> None:
        self._parts = parts
        self._space = parts[0].space
        # All that stood there when nothing differed, parts or not.
        self._remember()

    def differing(self) -> list[tuple[_Part, object]]:
        """Those that are not ours, with what is there. Asks nothing of what a reader may have put there: it could answer that it
        equals anything."""
        space, names, values = self._space, self._names, self._values
        # Nearly always all is as it was, and then no loop of Python's own is needed.
        if (
            len(space) == len(names)
            and all(map(_is, space.values(), values, strict=False))
            and all(map(_is, space, names, strict=False))
        ):
            return []
        missing = _missing
        differing = [
            (part, now)
            for part in self._parts
            if (now := part.space.get(part.name, missing)) is not part.ours
        ]
        if not differing:
            self._remember()
        return differing

    def _remember(self) -> None:
        self._names, self._values = list(self._space), list(self._space.values())


class _Plainly:
    """`with world.plainly():`"""

    __slots__ = ("_world",)

    def __init__(self, world: World) -> None:
        self._world = world

    def __enter__(self) -> None:
        self._world.enter_plainly()

    def __exit__(self, *_error: object) -> None:
        self._world.exit_plainly()


class World:
    """The standard library as ours, and as a reader's code has made it. `with world:` around that code."""

    def __init__(self) -> None:
        self._spaces: list[_Space] = []
        self._vital: list[_Space] = []
        self._is_unsettled = False
        self._modules = sys.modules
        self._known: dict[str, types.ModuleType] = {}
        self._finders: _Finders = ([], [])
        self._theirs: list[tuple[_Part, object]] = []
        self._meanwhile: dict[_Part, object] = {}
        self._their_finders: _Finders | None = None
        self._watchers = Theirs()
        self.is_theirs = False
        """Whether a reader's code is under way. It is left whenever that code has ended, unless what watches it for the reader raises there."""

    def take(self) -> None:
        """Takes what is there now for ours. Called before any code of a reader's runs, and again where more has been imported."""
        # Pyodide's ways into the page (`js`) are taken away after this, for good.
        self._known = {
            name: module
            for name, module in sys.modules.items()
            if name.partition(".")[0] in _OURS and isinstance(module, types.ModuleType)
        }
        self._finders = list(sys.meta_path), list(sys.path_hooks)
        self._spaces, self._vital = [], []
        for name, module in self._known.items():
            if name.partition(".")[0] == "classroom":
                continue
            spaces = [_Space(parts) for parts in _parts_of(name, module) if parts]
            self._spaces += spaces
            if name in _VITAL:
                self._vital += spaces
        self._theirs, self._their_finders = [], None
        self._is_unsettled = False

    def replaced(self) -> list[str]:
        """What code of the reader's has replaced or deleted and not put back, by name: `json.dumps`, `len`."""
        self.settle()
        return [part.called for part, _ in self._theirs]

    def __enter__(self) -> None:
        self.settle()
        # What is another by now was put there by what watches the run, and is ours as well.
        self._meanwhile = dict(one for space in self._spaces for one in space.differing())
        self._give_way()

    def __exit__(self, *_error: object) -> None:
        self._leave()
        self._take_back()

    def plainly(self) -> _Plainly:
        """Around code that nothing of ours watches. Whoever calls more of the library than it takes to flush a stream has to `settle`
        first, as has to be done once the run is over."""
        return _Plainly(self)

    def enter_plainly(self) -> None:
        """The reader's world again, unwatched, for the body of `plainly`."""
        self.settle()
        self._meanwhile = {}
        self._give_way()

    def exit_plainly(self) -> None:
        """Ours. What the body changed is put in order now where we could not go on with it, else by the next `settle`."""
        self._leave()
        self._is_unsettled = True
        if any(space.differing() for space in self._vital):
            self.settle()

    def settle(self) -> None:
        """Puts back what is still to be put back after a plain run."""
        if self._is_unsettled:
            self._is_unsettled = False
            self._take_back()

    def _give_way(self) -> None:
        """Puts in place what is the reader's."""
        for part, value in self._theirs:
            part.put(value)
        if self._their_finders is not None:
            sys.meta_path[:], sys.path_hooks[:] = self._their_finders
        self.is_theirs = True
        self._watchers.go_on()

    def _leave(self) -> None:
        # First of all: what is called from here needs room, and nobody of theirs to look on.
        _set_recursion_limit(10_000)
        self._watchers.rest()
        self.is_theirs = False

    def _take_back(self) -> None:
        meanwhile = self._meanwhile
        # A part that a watcher of ours has put there, and that is there no more, is as much the reader's doing.
        differing = [part for space in self._spaces for part, _ in space.differing()]
        changed = [*meanwhile, *(part for part in differing if part not in meanwhile)]
        self._theirs = [
            (part, part.now()) for part in changed if part.now() is not meanwhile.get(part, part.ours)
        ]
        for part, _now in self._theirs:
            part.put(meanwhile.get(part, part.ours))
        self._mend_imports()

    def _mend_imports(self) -> None:
        if sys.__dict__.get("modules") is not self._modules:
            sys.modules = self._modules
        for name, module in self._known.items():
            self._modules.setdefault(name, module)
        for name, ours in zip(("meta_path", "path_hooks"), self._finders, strict=True):
            if type(sys.__dict__.get(name)) is not list:
                setattr(sys, name, list(ours))
        if type(sys.__dict__.get("path")) is not list:
            sys.path = []
        theirs = list(sys.meta_path), list(sys.path_hooks)
        self._their_finders = None if theirs == self._finders else theirs
        sys.meta_path[:], sys.path_hooks[:] = self._finders


def _parts_of(module_name: str, module: types.ModuleType) -> list[list[_Part]]:
    """The parts of a module, and of each of its classes, each list in a namespace of its own."""
    space = vars(module)
    prefix = "" if module is builtins else f"{module_name}."
    parts = [
        [
            _Part(space, name, part, f"{prefix}{name}")
            for name, part in space.items()
            if (callable(part) or module is builtins) and name not in _HOOKS
        ]
    ]
    if module_name.partition(".")[0] in _WITH_CLASSES:
        parts += [
            [
                _Part(kind, name, part, f"{module_name}.{kind.__name__}.{name}")
                for name, part in vars(kind).items()
                if callable(part) or isinstance(part, (property, classmethod, staticmethod))
            ]
            for kind in space.values()
            if type(kind) is type and kind.__module__ == module_name
        ]
    return parts


world = World()
