"""Runs the statements of a subroutine in a context, until one of them returns an action."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from .bans import BanError
from .context import Context
from .errors import Failure, deep
from .evaluator import Evaluator
from .nodes import (
    Ban,
    Block,
    CallSub,
    Evaluate,
    HashData,
    If,
    Read,
    ReadHeader,
    Return,
    Set,
    Statement,
    Sub,
    Synthetic,
    Unset,
)
from .operations import calculate, collected
from .unreached import unreached
from .variable_access import READERS, WRITERS
from .work import LARGEST_BODY, MOST_FIELDS, MOST_STATEMENTS, Overflow


@dataclass
class Action:
    """What a subroutine returned, and where."""

    name: str
    arguments: list[Any] = field(default_factory=list)
    sub: str = ""
    line: int | None = None


_END_OF_SUB = Action("")
_HEADER_TAGS = {"req": "ReqHeader", "bereq": "BereqHeader", "beresp": "BerespHeader", "resp": "RespHeader"}
_UNSET_TAGS = {"req": "ReqUnset", "bereq": "BereqUnset", "beresp": "BerespUnset", "resp": "RespUnset"}
_LINE_TAGS = {
    "req.url": "ReqURL", "req.method": "ReqMethod", "bereq.url": "BereqURL", "bereq.method": "BereqMethod",
    "beresp.status": "BerespStatus", "beresp.reason": "BerespReason", "resp.status": "RespStatus",
    "resp.reason": "RespReason",
}  # fmt: skip


def run_method(context: Context) -> Action:
    """Runs vcl_<method> and what it calls. A Failure anywhere in it is the action `fail`."""
    context.log("VCL_call", context.method.upper())
    runner = Runner(context)
    try:
        with deep():
            action = runner.sub(context.program.subs[f"vcl_{context.method}"])
    except Failure as failure:
        context.log("VCL_Error", str(failure))
        if isinstance(failure, Overflow) and context.client is not None:
            context.client.is_full = True
        action = Action("fail", [], runner.name, runner.line)
    except RecursionError:
        context.log("VCL_Error", "Too deep")
        action = Action("fail", [], runner.name, runner.line)
    runner.name, runner.line = action.sub, action.line
    context.log("VCL_return", action.name, action.sub, action.line)
    if action.name != "fail" and f"vcl_builtin_{context.method}" not in runner.reached:
        note = unreached(context, _builtin)
        if note:
            context.log("Note", note)
    return action


def _builtin(context: Context, name: str) -> Action:
    return Runner(context, builtin_only=True).sub(context.program.subs[name])


class Runner(Evaluator):
    """`builtin_only` runs what the builtin VCL says and leaves out what the reader has added to it."""

    def __init__(self, context: Context, *, builtin_only: bool = False) -> None:
        super().__init__(context)
        self.builtin_only = builtin_only
        #: Subroutines that have been called.
        self.reached: set[str] = set()
        self.statements = 0
        self.callers: list[str] = []

    def log(self, tag: str, text: str) -> None:
        """A line of the trace, told with the subroutine and the line that run now."""
        self.context.log(tag, text, self.name, self.line)

    def sub(self, sub: Sub) -> Action:
        """What a subroutine returns; the Action without a name where it comes to its end or says a bare `return`."""
        self.callers.append(self.name)
        self.name = sub.name
        action = self.block(sub.body)
        self.name = self.callers.pop()
        return action or _END_OF_SUB

    def block(self, body: list[Statement]) -> Action | None:
        """None where no statement of it returns."""
        for statement in body:
            if self.builtin_only and statement.token.own:
                continue
            self.line = statement.line if statement.token.own else None
            self.count()
            action = _STATEMENTS[type(statement)](self, statement)
            if action is not None:
                return action
        return None

    def count(self) -> None:
        """Raises Failure at the limit of one run, ScriptError at that of the whole play."""
        self.statements += 1
        self.context.server.meter.count_statement()
        if self.statements > MOST_STATEMENTS:
            raise Failure(f"more than {MOST_STATEMENTS:,} statements in one run: this interpreter stops here")

    # Statements.
    def inner_block(self, statement: Block) -> Action | None:
        """Braces within a subroutine, which change nothing."""
        return self.block(statement.body)

    def if_(self, statement: If) -> Action | None:
        """The first block whose condition holds."""
        for condition, body in statement.branches:
            if condition is not None:
                self.line = condition.line if condition.token.own else None
            if condition is None or self.value(condition):
                return self.block(body)
        return None

    def call(self, statement: CallSub) -> Action | None:
        """A call whose subroutine returns an action ends the one that called it, too."""
        self.reached.add(statement.name)
        if self.builtin_only and statement.name == "vcl_beresp_hitmiss":
            return Action("deliver", [], self.name)  # what it would set is not set
        action = self.sub(self.context.program.subs[statement.name])
        return None if action is _END_OF_SUB else action

    def return_(self, statement: Return) -> Action:
        """The action, with the subroutine and the line that decided it."""
        if statement.action is None:
            return _END_OF_SUB
        arguments = [self.value(one) for one in statement.arguments]
        # What the builtin does about a response that is not to be kept tells less than which rule said so.
        decided = self.callers[-1] if self.name == "vcl_beresp_hitmiss" else self.name
        return Action(statement.action, arguments, decided, self.line)

    def set_(self, statement: Set) -> None:
        """Sets a header, a body or another variable. Raises Overflow where a header finds no room."""
        target = statement.target
        if isinstance(target, ReadHeader):
            parts = self.parts(statement.value)
            message = self.context.message(target.scope)
            if statement.sign == "+=":
                parts = [message.get(target.header), *parts]
            value = collected(parts) or ""
            self.context.workspace.take(f"{target.header}: {value}")
            message.set(target.header, value)
            if len(message.fields) >= MOST_FIELDS:
                raise Overflow("out of room for header fields")
            self.log(_HEADER_TAGS[target.scope], f"{target.header}: {value}")
        elif target.type == "BODY":
            text = "".join(part or "" for part in self.parts(statement.value))
            if statement.sign == "=" or self.context.body is None:
                self.context.body = []
            self.add_to_body(text)
        else:
            self.assign(target, statement)

    def add_to_body(self, text: str) -> None:
        """`set resp.body +=` and synthetic(). Raises Failure over LARGEST_BODY bytes, which is a limit of ours."""
        body = self.context.body
        assert body is not None
        body.append(text)
        if sum(map(len, body)) > LARGEST_BODY:
            raise Failure("the body is larger than this interpreter allows")
        if len(body) > 100:
            body[:] = ["".join(body)]

    def assign(self, target: Read, statement: Set) -> None:
        """`set` of what is neither a header nor a body, and `+=` and its like."""
        value = self.value(statement.value)
        if statement.sign != "=":
            held = READERS[target.name](self.context)
            if target.type == "STRING":
                value = (held or "") + (value or "")
                self.context.workspace.take(value)
            else:
                value = calculate(statement.sign[0], held, value, target.type)
        self.context.line = self.line
        WRITERS[target.name](self.context, value)
        if target.name in _LINE_TAGS:
            self.log(_LINE_TAGS[target.name], str(value))

    def unset(self, statement: Unset) -> None:
        """Takes a header away, or the body that would go along to the backend. What is not there is not logged."""
        target = statement.target
        if isinstance(target, ReadHeader):
            message = self.context.message(target.scope)
            value = message.get(target.header)
            if value is not None:
                message.unset(target.header)
                self.log(_UNSET_TAGS[target.scope], f"{target.header}: {value}")
        elif self.context.fetch is not None:
            self.context.fetch.drop_body()

    def ban(self, statement: Ban) -> None:
        """ban(). A text that is no ban is logged and changes nothing."""
        text = self.value(statement.expression)
        try:
            self.context.add_ban(text)
        except BanError as error:
            self.log("VCL_Error", f"ban(): {error}")
        else:
            self.log("Ban", f"added: {text}")

    def hash_data(self, statement: HashData) -> None:
        """Each part goes into the key; what is not there goes in as a zero byte, and so does the end of the statement."""
        for part in self.parts(statement.value):
            self.context.add_to_hash("\0" if part is None else part)
        self.context.add_to_hash("\0")

    def synthetic(self, statement: Synthetic) -> None:
        """Adds to the body of vcl_synth or vcl_backend_error; what is not there is written as "(null)"."""
        if self.context.body is None:
            self.context.body = []
        self.add_to_body("".join("(null)" if one is None else one for one in self.parts(statement.value)))

    def evaluate(self, statement: Evaluate) -> None:
        """A function of a vmod, called for what it does."""
        self.value(statement.call)


_STATEMENTS: dict[type, Callable[[Runner, Any], Action | None]] = {
    Block: Runner.inner_block,
    If: Runner.if_,
    CallSub: Runner.call,
    Return: Runner.return_,
    Set: Runner.set_,
    Unset: Runner.unset,
    Ban: Runner.ban,
    HashData: Runner.hash_data,
    Synthetic: Runner.synthetic,
    Evaluate: Runner.evaluate,
}
