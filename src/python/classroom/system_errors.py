"""What to say where the system refuses: files that are not there, input that has ended, and what a browser does not have at all."""

import errno
import os

from classroom import project
from classroom.describe import describe, name_of
from classroom.telling import Known, cut

NO_PROCESSES = (
    "Other programs cannot be started here: Python runs inside the browser, which has no processes."
)
NO_NETWORK = "Nothing can be reached from here: Python runs inside the browser, without a network."
NO_THREADS = "Threads cannot be started here: Python runs inside the browser, in one thread."

_UNREACHABLE = frozenset(
    {
        errno.ENOTCONN,
        errno.ECONNREFUSED,
        errno.ECONNABORTED,
        errno.EHOSTUNREACH,
        errno.ENETUNREACH,
        errno.ENETDOWN,
    }
)


def eof_error(_error: EOFError, message: str, known: Known) -> str | None:
    """The sentence for input that had ended."""
    run = known.run
    if known.origin.is_by_hand or run.asked <= run.prepared or "EOF when reading" not in message:
        return None
    had = {0: "no line of input was", 1: "1 line of input was"}.get(
        run.prepared, f"{run.prepared} lines of input were"
    )
    asked = f"{run.asked} {'line' if run.asked == 1 else 'lines'}"
    return f"The program asked for {asked}, but {had} prepared. Write what it is to read below the code."


def os_error(error: OSError, message: str, known: Known) -> str | None:
    """The sentence for what the system refused."""
    origin = known.origin
    if origin.is_by_hand:
        return None
    if issubclass(type(error), TimeoutError):
        waited = not origin.is_raised or origin.within("asyncio")
        return "The wait took longer than its time limit." if waited else None
    if "emscripten does not support processes" in message:
        return NO_PROCESSES
    unknown = name_of(type(error)) == "gaierror"
    if unknown or error.errno in _UNREACHABLE or isinstance(getattr(error, "reason", None), OSError):
        return NO_NETWORK
    if origin.is_raised:
        return None
    if error.errno == errno.ENOSYS:
        return "This cannot be done here: Python runs inside the browser, whose system has no such function."
    # A second name means that something was to be moved, and either of the two may be what is wrong.
    return _of_file(error) if error.filename is not None and error.filename2 is None else None


def _of_file(error: OSError) -> str | None:
    path = cut(describe(error.filename))
    if type(error) is FileNotFoundError:
        where = "in this project" if _is_inside(error.filename) else "here"
        return f"There is no file {path} {where} at this moment."
    if type(error) is FileExistsError:
        return f"{path} exists already."
    if type(error) is IsADirectoryError:
        return f"{path} is a folder, where a file is needed."
    return None


def _is_inside(name: object) -> bool:
    path = os.path.abspath(name) if type(name) is str else ""
    return path.startswith(f"{project.ROOT}{os.sep}")


def runtime_error(_error: RuntimeError, message: str, known: Known) -> str | None:
    """The sentence for a RuntimeError of Python's own."""
    origin = known.origin
    if origin.is_by_hand:
        return None
    if "can't start new thread" in message:
        return NO_THREADS
    if "cannot be called from a running event loop" in message:
        return (
            "An event loop is running already: inside async def, await the coroutine instead of running it."
        )
    if message.startswith("deadlock: every task waits"):
        return "Every task waits for another, and no timer is running, so the program would hang for ever."
    if message.startswith("the program has") and "and is not done" in message:
        return "The program waits again and again and never comes to its end: look for a loop that nothing leaves."
    if origin.is_python and origin.opcode == "FOR_ITER" and "changed size during iteration" in message:
        return (
            "The loop goes through this collection while items are added to it or removed: go through a copy."
        )
    return None
