"""What to say where a name, an attribute, a key or an index led to nothing."""

import re
from types import ModuleType

from classroom import project
from classroom.describe import describe, name_of
from classroom.slots import arguments_of
from classroom.telling import Known, cut, suggestion

_SUBSCRIPTS = frozenset({"STORE_SUBSCR", "DELETE_SUBSCR"})
_SEQUENCES = {
    "list": "list",
    "list assignment": "list",
    "tuple": "tuple",
    "string": "string",
    "range object": "range",
    "deque": "deque",
    "bytearray": "bytearray",
    "bytearray assignment": "bytearray",
    "index": "sequence of bytes",
    "array": "array",
    "array assignment": "array",
}
"""What Python calls a sequence before `index out of range`."""


def name_error(error: NameError, message: str, known: Known) -> str | None:
    """The sentence for a name that stands for nothing."""
    if not known.origin.is_python:
        return None
    local = re.match(r"cannot access local variable '([^']+)'", message)
    if local:
        return f"The variable {local[1]} is local to this function, as something in it gives {local[1]} a value, but here it has none."
    free = re.match(r"cannot access free variable '([^']+)'", message)
    if free:
        return f"The variable {free[1]} of the function around this one has no value at this moment."
    name, meant = error.name, suggestion(message)
    if type(name) is not str or not name:
        return None
    if meant == f"self.{name}":
        return f"Nothing is called {name} here; the object has one: self.{name}."
    if meant:
        return f"Nothing is called {name} here; there is {meant}, which is spelt much the same."
    if "forget to import" in message:
        return f"Nothing is called {name} here, but there is a module of that name: import {name} first."
    return f"Nothing is called {name} here: check the spelling, and that the line that defines it runs before this one."


def attribute_error(error: AttributeError, message: str, known: Known) -> str | None:
    """The sentence for an attribute that is not there."""
    name, value, origin = error.name, error.obj, known.origin
    if not origin.is_python or type(name) is not str:
        return None
    kind = name_of(type(value))
    if type(value) is ModuleType:
        return _of_module(value, name, message)
    if not message.startswith(
        (f"'{kind}' object has no attribute '{name}'", f"type object '{_type_name(value)}' has no attribute")
    ):
        return None
    if value is None:
        if origin.opcode in ("LOAD_ATTR", "STORE_ATTR", "DELETE_ATTR"):
            return f"The value before .{name} is None here: look where it comes from."
        return f"None has no attribute {name}."
    meant = suggestion(message)
    what = f"The class {_type_name(value)}" if _type_name(value) else f"A value of type {kind}"
    if meant and meant.startswith("."):
        return f"{what} has no attribute {name}; there is {meant.removeprefix('.')}."
    if meant:
        return f"{what} has no attribute {name}; it has {meant}, which is spelt much the same."
    return (
        f"{what} has no attribute {name}: check the spelling, and that the value is of the type you expect."
    )


def _of_module(module: ModuleType, name: str, message: str) -> str | None:
    called = vars(module).get("__name__")
    if type(called) is not str or f"has no attribute '{name}'" not in message:
        return None
    if message.startswith("partially initialized module") and "circular" in message:
        return f"{called} was still being imported when {name} was asked of it: these modules import each other in a circle."
    hides = re.search(
        r"consider renaming '([^']+)' since it has the same name as the (standard library|library) module",
        message,
    )
    if hides:
        file = project.relative(hides[1]) or hides[1]
        return f"The module {called} is the file {file} here, which hides Python's own module of that name: rename the file."
    meant = suggestion(message)
    if meant:
        return f"The module {called} has no attribute {name}; it has {meant}, which is spelt much the same."
    return f"The module {called} has no attribute {name}: check the spelling."


def _type_name(value: object) -> str:
    return name_of(value).rpartition(".")[2] if issubclass(type(value), type) else ""


def key_error(error: KeyError, _message: str, known: Known) -> str | None:
    """The sentence for a key that was looked up; a KeyError may come from anywhere else too."""
    origin, arguments = known.origin, arguments_of(error)
    if not origin.is_python or type(error) is not KeyError or len(arguments) != 1:
        return None
    key = cut(describe(arguments[0]))
    if origin.operator.startswith("[]"):
        return f"The key {key} was looked up, but it is not there; .get() or `in` ask without an error."
    if origin.opcode == "DELETE_SUBSCR":
        return f"The key {key} was to be deleted, but it is not there."
    return None


def index_error(error: IndexError, message: str, known: Known) -> str | None:
    """The sentence for an index that Python refused."""
    origin = known.origin
    if not origin.is_python or type(error) is not IndexError:
        return None
    if origin.operator.startswith("[]") or origin.opcode in _SUBSCRIPTS:
        kind = _SEQUENCES.get(message.removesuffix(" index out of range"))
        if kind is None and message == "index out of range":
            kind = "sequence"
        if kind:
            return (
                f"The index lies outside the {kind}: one of n items has the indexes 0 to n - 1, "
                "and -1 to -n counted from its end."
            )
    empty = re.fullmatch(r"pop from (?:an )?empty (list|deque|array|bytearray)", message)
    if empty:
        return f"There was nothing left to pop: the {empty[1]} is empty at this point."
    if message == "pop index out of range":
        return "The index lies outside the list, so there is nothing to pop."
    return None
