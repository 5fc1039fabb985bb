"""Where an exception came from: the instruction that raised it, read from the innermost frame. What a sentence may claim beyond
the exception's own text is what this shows: `{}["a"]` looked something up, `raise KeyError("a")` did not."""

import ast
import dis
import linecache
from dataclasses import dataclass
from functools import cached_property
from types import FrameType

from classroom import project
from classroom.slots import trace_of

_RAISES = frozenset({"RAISE_VARARGS", "RERAISE"})
CALLS = frozenset({"CALL", "CALL_KW", "CALL_FUNCTION_EX"})


@dataclass(frozen=True)
class Origin:
    """The innermost frame of a traceback, at the instruction that it stopped at."""

    frame: FrameType | None
    offset: int
    before: FrameType | None
    """The frame that called it, as far as the traceback goes."""

    @classmethod
    def of(cls, error: BaseException) -> Origin:
        """Where the exception was raised first, however often it was raised again."""
        trace, before = trace_of(error), None
        while trace is not None and trace.tb_next is not None:
            before, trace = trace.tb_frame, trace.tb_next
        return cls(None, -1, None) if trace is None else cls(trace.tb_frame, trace.tb_lasti, before)

    @cached_property
    def instruction(self) -> dis.Instruction | None:
        """None where there is no frame."""
        if self.frame is None:
            return None
        return next(
            (each for each in dis.get_instructions(self.frame.f_code) if each.offset == self.offset), None
        )

    @property
    def opcode(self) -> str:
        """Name of the instruction; empty where there is none."""
        return self.instruction.opname if self.instruction else ""

    @property
    def operator(self) -> str:
        """`/` or `/=` where two values were put together, `[]` where one was looked up; empty elsewhere."""
        return self.instruction.argrepr if self.instruction and self.opcode == "BINARY_OP" else ""

    @property
    def file(self) -> str:
        """The name of the file as Python knows it."""
        return self.frame.f_code.co_filename if self.frame else ""

    @property
    def is_own(self) -> bool:
        """True where the innermost frame is in one of the reader's files."""
        return project.relative(self.file) is not None

    @property
    def is_raised(self) -> bool:
        """True where a `raise` or an `assert` raised it: its text is what somebody wrote, and says no more than that."""
        return self.opcode in _RAISES

    @property
    def is_by_hand(self) -> bool:
        """True where the reader's code made it fail, by `raise` or by a function of pytest's that does nothing else."""
        if self.file.endswith("/_pytest/outcomes.py"):
            return self.before is not None and project.relative(self.before.f_code.co_filename) is not None
        return self.is_own and self.is_raised and not self.is_assert

    @property
    def is_python(self) -> bool:
        """True where Python itself raised it at an instruction of the reader's own code."""
        return self.is_own and not self.is_raised

    @property
    def is_assert(self) -> bool:
        """True where an `assert` of the reader's raised it."""
        return self.is_own and self.is_raised and isinstance(self._statement, ast.Assert)

    def within(self, *packages: str) -> bool:
        """True where the innermost frame is in one of these packages."""
        name = self.frame.f_globals.get("__name__") if self.frame else None
        return type(name) is str and name.partition(".")[0] in packages

    def calls(self, builtin: object) -> bool:
        """True where just this built-in function was called by its name."""
        if self.opcode not in CALLS or self.frame is None or self.instruction is None:
            return False
        where = self.instruction.positions
        call = next(
            (
                node
                for node in ast.walk(self._tree)
                if isinstance(node, ast.Call)
                and where is not None
                and (node.lineno, node.col_offset, node.end_lineno, node.end_col_offset)
                == (where.lineno, where.col_offset, where.end_lineno, where.end_col_offset)
            ),
            None,
        )
        if call is None or not isinstance(call.func, ast.Name):
            return False
        for names in (self.frame.f_locals, self.frame.f_globals, self.frame.f_builtins):
            if call.func.id in names:
                return names[call.func.id] is builtin
        return False

    @cached_property
    def _tree(self) -> ast.AST:
        try:
            return ast.parse("".join(linecache.getlines(self.file)))
        except SyntaxError, ValueError, RecursionError, MemoryError:
            return ast.Module([], [])

    @property
    def _statement(self) -> ast.stmt | None:
        """The innermost statement that the instruction belongs to."""
        where = self.instruction.positions if self.instruction else None
        if where is None or where.lineno is None or where.col_offset is None:
            return None
        at = (where.lineno, where.col_offset)
        around = [
            node
            for node in ast.walk(self._tree)
            if isinstance(node, ast.stmt)
            and (node.lineno, node.col_offset) <= at <= (node.end_lineno or 0, node.end_col_offset or 0)
        ]
        return max(around, key=lambda node: (node.lineno, node.col_offset), default=None)
