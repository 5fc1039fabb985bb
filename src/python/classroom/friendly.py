"""One sentence for an exception that says in plain words what happened and what to look at. Never wrong comes
before helpful: where nothing sure can be said, the sentence says only what is sure."""

import asyncio
import errno
import re
from collections.abc import Callable
from dataclasses import dataclass

from classroom import project
from classroom.database_errors import database_sentence
from classroom.layers import recursion_sentence
from classroom.type_errors import type_error_sentence


@dataclass(frozen=True)
class Circumstances:
    """What is known of a run besides its exception."""

    prepared: int = 0
    """Lines that stood ready for input()."""
    asked: int = 0
    """Lines that the program asked for."""


def friendly(error: BaseException, message: str, run: Circumstances) -> str:
    """The sentence for an exception; `message` is its text as Python prints it, suggestion included."""
    for words in _WORDS:
        sentence = words(error, message)
        if sentence is not None:
            return sentence
    for kind, tell in _TELLERS:
        if isinstance(error, kind):
            sentence = tell(error, message, run)
            if sentence is not None:
                return sentence
    return f"{_article(type(error).__name__)} was raised, and nothing caught it."


type Teller = Callable[[BaseException, str, Circumstances], str | None]


def _name_error(error: NameError, message: str, _run: Circumstances) -> str | None:
    name, meant = error.name, _suggestion(message)
    if isinstance(error, UnboundLocalError):
        local = re.match(r"cannot access local variable '([^']+)'", message)
        if local is None:
            return "A variable of the function around this one has no value yet on this line."
        return (
            f"The variable {local[1]} is local to this function, as the "
            "function assigns to it, but it has no value yet here."
        )
    if not name:
        return None
    if meant:
        return f"Nothing is called {name} here; there is {meant}, which is spelt much the same."
    if "forget to import" in message:
        return f"Nothing is called {name} here, but there is a module of that name: import {name} first."
    return (
        f"Nothing is called {name} here: check the spelling, and that "
        "the line that defines it runs before this one."
    )


def _module_not_found(error: ModuleNotFoundError, _message: str, _run: Circumstances) -> str | None:
    if not error.name:
        return None
    if error.name == "_multiprocessing":
        return _NO_PROCESSES
    top = error.name.split(".")[0]
    near = next((name for name in _modules() if name.lower() == top.lower()), None)
    if near and near != top:
        return f"There is no module {top}, but a file {near}.py: capitals count in the names of modules."
    if near:
        return f"The module {top} is there, but it holds no {error.name.removeprefix(top + '.')}."
    return (
        f"There is no module {error.name}: no file of that name is in this "
        "project, and Python here does not have it either."
    )


def _import_error(error: ImportError, message: str, _run: Circumstances) -> str | None:
    wanted = re.match(r"cannot import name '([^']+)' from (partially initialized module )?'([^']+)'", message)
    if not wanted:
        return None
    name, circular, module = wanted.groups()
    if circular or "circular import" in message:
        return (
            f"{module} was still being imported when {name} was asked of it: "
            "these modules import each other in a circle."
        )
    meant = _suggestion(message)
    if meant:
        return f"The module {module} defines no {name}; it has {meant}, which is spelt much the same."
    return (
        f"The module {module} defines no {name}: check the spelling, and "
        "that the definition is not inside something else."
    )


def _attribute_error(error: AttributeError, message: str, _run: Circumstances) -> str | None:
    if error.name is None:
        return None
    if error.obj is None and "'NoneType' object" in message:
        return (
            f"The value before .{error.name} is None here: whatever should have produced an object gave None."
        )
    if "'NoneType'" in message or (
        "object has no attribute" not in message and "has no attribute" not in message
    ):
        return None
    meant = _suggestion(message)
    what = _the_object(error.obj)
    if meant:
        return f"{what} has no attribute {error.name}; it has {meant}, which is spelt much the same."
    return (
        f"{what} has no attribute {error.name}: check the spelling, "
        "and that the value is of the type you expect."
    )


def _key_error(error: KeyError, _message: str, _run: Circumstances) -> str | None:
    # Other code raises KeyError too, for instance os.environ; what all have in common is a lookup that found
    # nothing.
    if len(error.args) != 1:
        return None
    return (
        f"The key {_short(error.args[0])} was looked up, but it is not "
        "there; .get() or `in` ask without an error."
    )


def _index_error(_error: IndexError, message: str, _run: Circumstances) -> str | None:
    if "pop from empty" in message:
        return "There was nothing left to pop: the list is empty at this point."
    if "index out of range" in message:
        return "The index lies beyond the end: a sequence of n items has the indexes 0 to n - 1."
    return None


def _value_error(_error: ValueError, message: str, _run: Circumstances) -> str | None:
    number = re.match(r"invalid literal for int\(\) with base (\d+): (.+)", message, re.DOTALL)
    if number:
        return f"int() cannot read {_cut(number[2])} as a whole number."
    number = re.match(r"could not convert string to float: (.+)", message, re.DOTALL)
    if number:
        return f"float() cannot read {_cut(number[1])} as a number."
    if message.startswith("not enough values to unpack"):
        return "There are fewer values on the right than names on the left."
    if message.startswith("too many values to unpack"):
        return "There are more values on the right than names on the left."
    return f"The code was given a value that it refuses: {_cut(message)}." if message else None


def _syntax_error(error: SyntaxError, message: str, _run: Circumstances) -> str | None:
    if isinstance(error, TabError):
        return "Tabs and spaces are mixed in the indentation: use spaces everywhere."
    if isinstance(error, IndentationError):
        if "expected an indented block" in message:
            return "The line above opens a block, so this line must be indented further than it."
        if "unexpected indent" in message:
            return "This line is indented further than the one above, and nothing there opens a block."
        return "The indentation of this line matches no block that is open here."
    if "'await' outside function" in message or "asynchronous comprehension outside" in message:
        return (
            "await works only inside an async def: put the code into one, and run it with asyncio.run(...)."
        )
    if "was never closed" in message:
        return f"A bracket is opened here and never closed: {message}."
    name = (error.filename or "").rsplit("/", 1)[-1]
    if "." in name and not name.endswith(".py"):
        return f"{name} cannot be read, in line {error.lineno}: {message.splitlines()[0]}."
    return f"Python cannot read this line: {message}."


def _assertion_error(_error: AssertionError, message: str, _run: Circumstances) -> str:
    first = message.split("\n", 1)[0]
    if not first:
        return "An assert found its condition false."
    if first.startswith("assert "):
        return f"This does not hold: {_cut(first.removeprefix('assert '))}."
    return f"An assert found its condition false: {_cut(first)}"


def _recursion_error(error: RecursionError, _message: str, _run: Circumstances) -> str:
    return recursion_sentence(error) or (
        "Calls went deeper than Python allows: most often a function calls itself, "
        "and the case that ends it is missing or never reached."
    )


def _memory_error(_error: MemoryError, message: str, _run: Circumstances) -> str:
    if "too complex to parse" in message or "Parser stack" in message:
        return "This code is nested too deeply for Python to read."
    return "The program asked for more memory than there is."


def _eof_error(_error: EOFError, message: str, run: Circumstances) -> str | None:
    if run.asked <= run.prepared or "EOF when reading" not in message:
        return None
    had = {0: "no line of input was", 1: "1 line of input was"}.get(
        run.prepared, f"{run.prepared} lines of input were"
    )
    asked = f"{run.asked} {'line' if run.asked == 1 else 'lines'}"
    return f"The program asked for {asked}, but {had} prepared. Write what it is to read below the code."


_NO_PROCESSES = (
    "Other programs cannot be started here: Python runs inside the browser, which has no processes."
)

_UNREACHABLE = {
    errno.ENOTCONN,
    errno.ECONNREFUSED,
    errno.ECONNABORTED,
    errno.EHOSTUNREACH,
    errno.ENETUNREACH,
}


def _os_error(error: OSError, message: str, _run: Circumstances) -> str | None:
    if isinstance(error, FileNotFoundError) and error.filename is not None:
        return f"There is no file {_short(error.filename)} in this project at this moment."
    if isinstance(error, FileExistsError) and error.filename is not None:
        return f"{_short(error.filename)} exists already."
    if isinstance(error, IsADirectoryError) and error.filename is not None:
        return f"{_short(error.filename)} is a folder, where a file is needed."
    if "emscripten does not support processes" in message:
        return _NO_PROCESSES
    if error.errno == errno.ENOSYS:
        return "This cannot be done here: Python runs inside the browser, whose system has no such function."
    if error.errno in _UNREACHABLE or isinstance(getattr(error, "reason", None), OSError):
        return "Nothing can be reached from here: Python runs inside the browser, without a network."
    if isinstance(error, TimeoutError):
        return "The wait took longer than its time limit."
    return None


def _runtime_error(_error: RuntimeError, message: str, _run: Circumstances) -> str | None:
    if "can't start new thread" in message:
        return "Threads cannot be started here: Python runs inside the browser, in one thread."
    if "cannot be called from a running event loop" in message:
        return (
            "An event loop is running already: inside async def, await the coroutine instead of running it."
        )
    if "changed size during iteration" in message:
        return (
            "The loop goes through this collection while the loop's body "
            "adds or removes items: go through a copy."
        )
    if message.startswith("deadlock: every task waits"):
        return "Every task waits for another, and no timer is running, so the program would hang for ever."
    if message.startswith("the program has") and "and is not done" in message:
        return "The program waits again and again and never comes to its end: look for a loop that nothing leaves."
    return None


def _group(error: BaseExceptionGroup, _message: str, _run: Circumstances) -> str:
    kinds = sorted({type(part).__name__ for part in error.exceptions})
    count = len(error.exceptions)
    if count == 1:
        return f"One exception came out of a group of tasks: {kinds[0]}."
    return f"{count} exceptions came out together: {', '.join(kinds)}."


def _failed(_error: BaseException, message: str, _run: Circumstances) -> str | None:
    if message.startswith("DID NOT RAISE"):
        return (
            "The code under pytest.raises ended without the exception "
            f"that was expected ({_cut(message[14:])})."
        )
    if message.startswith("async def functions are not natively supported"):
        return "This test is an async def without @pytest.mark.asyncio, so pytest cannot run it."
    first = message.split("\n", 1)[0].strip()
    return (
        f"The test was made to fail: {_cut(first)}"
        if first
        else "The test was made to fail by pytest.fail()."
    )


_TELLERS: tuple[tuple[type[BaseException], Teller], ...] = (
    (NameError, _name_error),
    (ModuleNotFoundError, _module_not_found),
    (ImportError, _import_error),
    (AttributeError, _attribute_error),
    (ZeroDivisionError, lambda *_: "A number is divided by zero here: the divisor is 0 at this moment."),
    (OverflowError, lambda *_: "The result is too large for the kind of number that should hold it."),
    (KeyError, _key_error),
    (IndexError, _index_error),
    (TypeError, lambda _error, message, _run: type_error_sentence(message)),
    (UnicodeDecodeError, lambda error, *_: f"These bytes are no text in {error.encoding}."),
    (UnicodeEncodeError, lambda error, *_: f"{error.encoding} has no bytes for one of these characters."),
    (ValueError, _value_error),
    (SyntaxError, _syntax_error),
    (AssertionError, _assertion_error),
    (RecursionError, _recursion_error),
    (
        NotImplementedError,
        lambda *_: "This part has yet to be written: it raises NotImplementedError on purpose.",
    ),
    (RuntimeError, _runtime_error),
    (MemoryError, _memory_error),
    (EOFError, _eof_error),
    (OSError, _os_error),
    (StopIteration, lambda *_: "The iterator has no further item, and next() was not given a default."),
    (StopAsyncIteration, lambda *_: "The asynchronous iterator has no further item."),
    (asyncio.CancelledError, lambda *_: "The task was cancelled while it waited, and nothing caught it."),
    (KeyboardInterrupt, lambda *_: "The program was stopped."),
    (SystemExit, lambda *_: "The code asked Python to exit here, so nothing after this ran."),
    (BaseExceptionGroup, _group),
)


def tell_outcome(kind: type[BaseException]) -> None:
    """Teaches the sentences the exception by which pytest fails a test."""
    global _TELLERS
    _TELLERS = (*_TELLERS, (kind, _failed))


_WORDS: tuple[Callable[[BaseException, str], str | None], ...] = (database_sentence,)
"""Asked before all others: those who know an error by its message, of whatever class it is."""


def tell_words(sentence: Callable[[BaseException, str], str | None]) -> None:
    """Teaches the sentences some more messages."""
    global _WORDS
    _WORDS = (*_WORDS, sentence)


def _suggestion(message: str) -> str | None:
    found = re.search(r"Did you mean:? '([^']+)'", message)
    return found[1] if found else None


def _modules() -> list[str]:
    try:
        return [path.stem for path in project.ROOT.iterdir() if path.suffix == ".py" or path.is_dir()]
    except OSError:
        return []


def _the_object(value: object) -> str:
    name = getattr(value, "__name__", None)
    if type(value).__name__ == "module" and isinstance(name, str):
        return f"The module {name}"
    if isinstance(value, type):
        return f"The class {value.__name__}"
    return f"A value of type {type(value).__name__}"


def _short(value: object) -> str:
    try:
        return _cut(project.shorten(repr(value)))
    except Exception:
        return f"of type {type(value).__name__}"


def _cut(text: str) -> str:
    text = text.strip().removesuffix(".")
    return text if len(text) <= 120 else f"{text[:117]}..."


def _article(name: str) -> str:
    return f"{'An' if name[:1].lower() in 'aeiou' else 'A'} {name}"
