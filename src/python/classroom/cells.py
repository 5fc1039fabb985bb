"""Runs a cell in the namespace that the cells of a lesson share, and a program as `python main.py` does."""

import ast
import builtins
import os
import sys
from collections.abc import Callable, Mapping
from types import CodeType, ModuleType
from typing import TYPE_CHECKING, Literal

from classroom import clock, loop, monitoring, project, stopping
from classroom.bounds import TRACEBACK
from classroom.broken import broken_sentence
from classroom.exceptions import exception_report
from classroom.kept import world
from classroom.recursion import deeper
from classroom.rich import rich
from classroom.slots import code_of, set_context
from classroom.streams import Console
from classroom.telling import Circumstances
from classroom.watch import Watch
from classroom.whole import What, Whole, Wholes, cut_report, of_text

if TYPE_CHECKING:
    from classroom.shapes import (
        CellInput,
        CellReport,
        Cut,
        ExceptionReport,
        ProgramInput,
        Rich,
        WholeInput,
    )

type Ended = Literal["ok", "raised", "exited", "interrupted"]
type Keep = Callable[[What, Whole], Cut]
"""Keeps the whole of what is shown in part, `value` or `traceback`, and answers a Cut of results.ts."""


class Cells:
    """The namespace that cells share, from the first cell to Restart."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._main = ModuleType("__main__")
        self._main.__dict__["__builtins__"] = builtins
        self._wholes = Wholes()
        self._given: dict[str, set[str]] = {}

    def whole(self, asked: WholeInput) -> str:
        """Answers whole: the text of a file; empty where it is not there any more."""
        return self._wholes.text(int(asked["kept"]))

    def run(self, cell: CellInput) -> CellReport:
        """Answers runCell: a CellReport."""
        self._wholes.let_go(cell["id"])
        self._write(cell["id"], cell["files"])
        filename = cell["filename"]
        project.remember(filename, cell["code"])
        sys.modules["__main__"] = self._main
        sys.argv = [filename]
        # Otherwise a warning that a cell gave once would be silent when it is run again.
        self._main.__dict__.pop("__warningregistry__", None)
        watch = Watch(cell["probes"], [filename, *project.python_files(cell["files"])])
        if watch.sees_imports:
            project.forget_modules()
        return _ended(
            self._console,
            cell,
            watch,
            lambda: _run_cell(cell["code"], filename, self._main),
            lambda what, whole: self._wholes.keep(cell["id"], what, whole),
        )

    def _write(self, id: str, files: Mapping[str, str]) -> None:
        """Writes the files of a cell. What the same cell had in its run before and has no more is taken away, unless another has it too."""
        before = self._given.pop(id, set())
        others = set[str]().union(*self._given.values())
        project.take_away(before - set(files) - others)
        self._given[id] = set(files)
        project.write(files)


def run_program(console: Console, program: ProgramInput) -> CellReport:
    """Answers runProgram: a CellReport without a value."""
    project.write(program["files"])
    entry = program["entry"]
    path = project.ROOT / entry
    main = ModuleType("__main__")
    main.__dict__.update({"__builtins__": builtins, "__file__": str(path)})
    sys.modules["__main__"] = main
    sys.argv = [entry]
    sys.path[0] = str(path.parent)
    watch = Watch(program["probes"], project.python_files(program["files"]))
    return _ended(
        console,
        program,
        watch,
        lambda: exec(_compiled(path), main.__dict__),
        # Its interpreter is put back as it was.
        lambda what, whole: cut_report(what, whole, None),
    )


def _run_cell(code: str, filename: str, main: ModuleType) -> object:
    tree = ast.parse(code, filename)
    last = tree.body[-1] if tree.body else None
    shown = None
    if isinstance(last, ast.Expr) and not _silenced(code, last):
        tree.body.pop()
        shown = compile(ast.Expression(last.value), filename, "eval", dont_inherit=True)
    exec(compile(tree, filename, "exec", dont_inherit=True), main.__dict__)
    if shown is None:
        return None
    value = eval(shown, main.__dict__)
    if value is not None:
        main.__dict__["_"] = value
    return value


def _silenced(code: str, last: ast.Expr) -> bool:
    # As in any notebook, a semicolon after the last expression means: do not show it.
    lines = code.encode().splitlines()
    rest = lines[last.end_lineno - 1][last.end_col_offset :] if last.end_lineno else b""
    return rest.lstrip().startswith(b";")


def _compiled(path: os.PathLike[str]) -> CodeType:
    with open(path, "rb") as file:
        return compile(file.read(), os.fspath(path), "exec", dont_inherit=True)


def _ended(
    console: Console, given: CellInput | ProgramInput, watch: Watch, run: Callable[[], object], keep: Keep
) -> CellReport:
    console.begin(given["stdin"])
    loop.begin_run()
    began = clock.real.perf_counter()
    value: Rich | None = None
    exception: ExceptionReport | None = None
    ended: Ended = "ok"
    cut: list[Cut] = []
    broken = world.replaced()
    around = world if watch.probes else world.plainly()
    came: BaseException | None = None
    try:
        with deeper():
            with clock.running(given.get("clock")), watch:
                try:
                    with around:
                        made = run()
                    if made is not None:
                        world.settle()
                    watch.shown(made)
                    value = rich(made, lambda whole: cut.append(keep("value", whole)))
                except BaseException as error:
                    # Held back from our own `with`: contextlib writes to an exception, which a class of the reader's may refuse.
                    came = error
                    if world.is_theirs:
                        # Raised by a tool of theirs as we were about to leave. All tools are taken away by C alone, of which most hear nothing.
                        list(map(monitoring.free, monitoring.ALL))
                        around.__exit__(None, None, None)
            if came is not None:
                world.settle()
                ended, exception = _end(came, console)
                if ended == "raised" and exception is not None:
                    exception["friendly"] = broken_sentence(exception, broken)
                if exception is not None and len(exception["full"]) > TRACEBACK:
                    cut.append(keep("traceback", of_text(exception["full"])))
    finally:
        came = None
        console.flush()
    stopping.leave()
    return {
        "ended": ended,
        "value": value,
        "exception": exception,
        "cut": cut,
        "observed": watch.report(),
        "seconds": clock.real.perf_counter() - began,
    }


def _end(error: BaseException, console: Console) -> tuple[Ended, ExceptionReport | None]:
    """How a run that an exception came out of has ended, and what is told of that."""
    kind = type(error)
    if issubclass(kind, SystemExit):
        code = code_of(error)
        if code is not None and not isinstance(code, int):
            print(code, file=sys.stderr)
        return "exited", None
    if stopping.came():
        return "interrupted", None
    if issubclass(kind, KeyboardInterrupt):
        return "interrupted", exception_report(error)
    exception = _raised(error, console)
    return ("raised", exception) if exception else ("exited", None)


# Not sys.__excepthook__: Pyodide has put one of its own in place before we come.
_PLAIN_HOOK = sys.excepthook


def _raised(error: BaseException, console: Console) -> ExceptionReport | None:
    """The report; None where the reader's own hook has asked Python to exit."""
    if sys.excepthook is not _PLAIN_HOOK:
        # The reader's own hook speaks first, as it does in a program.
        try:
            sys.excepthook(type(error), error, error.__traceback__)
        except SystemExit:
            return None
        except BaseException as second:
            if second is not error:
                set_context(second, error)
            error = second
    told = Circumstances(prepared=console.stdin.prepared, asked=console.stdin.asked)
    return exception_report(error, told)
