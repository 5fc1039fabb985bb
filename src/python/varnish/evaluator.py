"""Runs the statements of a subroutine in a context, until one of them returns an action."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from .bans import BanError
from .context import Context
from .errors import Failure, deep
from .http import Message
from .nodes import (
    Acl,
    AclMatch,
    Arithmetic,
    AsBool,
    AsString,
    Ban,
    Block,
    Both,
    CallSub,
    Comparison,
    Concatenation,
    Either,
    Evaluate,
    Expression,
    FunctionCall,
    HashData,
    If,
    Literal,
    MethodCall,
    Negative,
    Not,
    Read,
    ReadHeader,
    RegexMatch,
    Return,
    Set,
    Statement,
    Sub,
    Substitution,
    Symbol,
    Synthetic,
    Unset,
)
from .signatures import VMODS
from .unreached import unreached
from .values import HeaderPlace, Ip, to_text
from .vmod_std import FUNCTIONS, ascii_case
from .work import LARGEST_BODY, MOST_FIELDS, MOST_STATEMENTS, WORKSPACE, Overflow


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


class Runner:
    """`builtin_only` runs what the builtin VCL says and leaves out what the reader has added to it."""

    def __init__(self, context: Context, *, builtin_only: bool = False) -> None:
        self.context = context
        self.builtin_only = builtin_only
        #: Subroutines that have been called.
        self.reached: set[str] = set()
        self.statements = 0
        self.name = ""
        self.line: int | None = None
        self.callers: list[str] = []

    def log(self, tag: str, text: str) -> None:
        self.context.log(tag, text, self.name, self.line)

    def sub(self, sub: Sub) -> Action:
        self.callers.append(self.name)
        self.name = sub.name
        action = self.block(sub.body)
        self.name = self.callers.pop()
        return action or _END_OF_SUB

    def block(self, body: list[Statement]) -> Action | None:
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
        self.statements += 1
        self.context.server.meter.count_statement()
        if self.statements > MOST_STATEMENTS:
            raise Failure(f"more than {MOST_STATEMENTS:,} statements in one run: this interpreter stops here")

    # Statements.
    def inner_block(self, statement: Block) -> Action | None:
        return self.block(statement.body)

    def if_(self, statement: If) -> Action | None:
        for condition, body in statement.branches:
            if condition is not None:
                self.line = condition.line if condition.token.own else None
            if condition is None or self.value(condition):
                return self.block(body)
        return None

    def call(self, statement: CallSub) -> Action | None:
        self.reached.add(statement.name)
        if self.builtin_only and statement.name == "vcl_beresp_hitmiss":
            return Action("deliver", [], self.name)  # what it would set is not set
        action = self.sub(self.context.program.subs[statement.name])
        return None if action is _END_OF_SUB else action

    def return_(self, statement: Return) -> Action:
        if statement.action is None:
            return _END_OF_SUB
        arguments = [self.value(one) for one in statement.arguments]
        # What the builtin does about a response that is not to be kept tells less than which rule said so.
        decided = self.callers[-1] if self.name == "vcl_beresp_hitmiss" else self.name
        return Action(statement.action, arguments, decided, self.line)

    def set_(self, statement: Set) -> None:
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
        body = self.context.body
        assert body is not None
        body.append(text)
        if sum(map(len, body)) > LARGEST_BODY:
            raise Failure("the body is larger than this interpreter allows")
        if len(body) > 100:
            body[:] = ["".join(body)]

    def assign(self, target: Read, statement: Set) -> None:
        value = self.value(statement.value)
        if statement.sign != "=":
            held = self.context.read(target.name)
            if target.type == "STRING":
                value = (held or "") + (value or "")
                self.context.workspace.take(value)
            else:
                value = calculate(statement.sign[0], held, value, target.type)
        self.context.line = self.line
        self.context.write(target.name, value)
        if target.name in _LINE_TAGS:
            self.log(_LINE_TAGS[target.name], str(value))

    def unset(self, statement: Unset) -> None:
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
        text = self.value(statement.expression)
        try:
            self.context.add_ban(text)
        except BanError as error:
            self.log("VCL_Error", f"ban(): {error}")
        else:
            self.log("Ban", f"added: {text}")

    def hash_data(self, statement: HashData) -> None:
        for part in self.parts(statement.value):
            self.context.add_to_hash("\0" if part is None else part)
        self.context.add_to_hash("\0")

    def synthetic(self, statement: Synthetic) -> None:
        if self.context.body is None:
            self.context.body = []
        self.add_to_body("".join("(null)" if one is None else one for one in self.parts(statement.value)))

    def evaluate(self, statement: Evaluate) -> None:
        self.value(statement.call)

    # Expressions.
    def value(self, expression: Expression) -> Any:
        return _EXPRESSIONS[type(expression)](self, expression)

    def parts(self, expression: Expression) -> list[str | None]:
        """Text in its parts: what is not there can be told from what is empty."""
        if isinstance(expression, Concatenation):
            return [self.value(part) for part in expression.parts]
        return [self.value(expression)]

    def concatenation(self, expression: Concatenation) -> str | None:
        return self.made(collected(self.parts(expression)))

    def made(self, text: str | None) -> str | None:
        """A text that takes room in the workspace."""
        self.context.workspace.take(text)
        return text

    def read(self, expression: Read) -> Any:
        return self.context.read(expression.name)

    def read_header(self, expression: ReadHeader) -> HeaderPlace:
        return HeaderPlace(expression.scope, expression.header)

    def as_string(self, expression: AsString) -> str | None:
        inner = expression.value
        if isinstance(inner, ReadHeader):
            return self.context.message(inner.scope).get(inner.header)
        if inner.type == "BACKEND":
            return self.context.backend_name(self.value(inner))
        return to_text(inner.type, self.value(inner))

    def as_bool(self, expression: AsBool) -> bool:
        inner = expression.value
        if inner.type == "STRING":
            return any(part is not None for part in self.parts(inner))
        value = self.value(inner)
        if inner.type == "DURATION":
            return value > 0
        return bool(value)

    def arithmetic(self, expression: Arithmetic) -> Any:
        return calculate(
            expression.sign, self.value(expression.left), self.value(expression.right), expression.type
        )

    def comparison(self, expression: Comparison) -> bool:
        sign, left, right = expression.sign, expression.left, expression.right
        if left.type == "STRING":
            return compare_text(sign, self.parts(left), self.parts(right))
        return compare(sign, plain(self.value(left)), plain(self.value(right)))

    def regex_match(self, expression: RegexMatch) -> bool:
        text = self.value(expression.left) or ""
        return (expression.regex.search(text, self.context.server.meter) is not None) == expression.wanted

    def acl_match(self, expression: AclMatch) -> bool:
        address = plain(self.value(expression.left))
        return in_acl(self.context.program.acls[expression.acl], address) == expression.wanted

    def substitution(self, expression: Substitution) -> str:
        subject = self.value(expression.subject) or ""
        replacement = self.value(expression.replacement) or ""
        meter = self.context.server.meter
        text = expression.regex.substitute(
            subject, replacement, every=expression.every, meter=meter, most=WORKSPACE
        )
        self.context.workspace.take(text)
        return text

    def method_call(self, expression: MethodCall) -> Any:
        value = self.value(expression.value)
        if expression.value.type == "BACKEND":
            return value
        if value is None:
            return ""
        return self.made(ascii_case(value, str.lower if expression.method == "lower" else str.upper)) or ""

    def function_call(self, expression: FunctionCall) -> Any:
        vmod = expression.function.split(".")[0]
        given: dict[str, Any] = {}
        for index, parameter in enumerate(VMODS[vmod][expression.function].parameters):
            slot = parameter.name or f"argument {index + 1}"
            if slot in expression.arguments:
                given[slot] = self.value(expression.arguments[slot])
            elif not parameter.optional:
                given[slot] = parameter.default
        self.context.server.place = (self.name, self.line)
        try:
            result = FUNCTIONS[expression.function](self.context, given)
            return self.made(result) if isinstance(result, str) else result
        finally:
            self.context.server.place = None


def plain(value: Any) -> Any:
    """An address without its port."""
    return value.address if isinstance(value, Ip) else value


def collected(parts: list[str | None]) -> str | None:
    """One text of many parts. A single part that is not there stays so."""
    if len(parts) == 1:
        return parts[0]
    return "".join(part or "" for part in parts)


def calculate(sign: str, left: Any, right: Any, type_: str) -> Any:
    if sign == "+":
        result = left + right
    elif sign == "-":
        result = left - right
    elif sign == "%":
        return _remainder(left, right)
    elif sign == "*":
        result = left * right
    elif right == 0:
        raise Failure("Division by zero")
    elif type_ == "INT":
        result = _quotient(left, right)
    else:
        result = left / right
    if type_ == "INT":
        return (result + 2**63) % 2**64 - 2**63  # 64 bits
    return float(math.trunc(result)) if type_ == "BYTES" and math.isfinite(result) else result


def _quotient(left: int, right: int) -> int:
    """As in C: cut off towards zero."""
    return abs(left) // abs(right) * (1 if (left < 0) == (right < 0) else -1)


def _remainder(left: int, right: int) -> int:
    """As in C: it has the sign of the left side."""
    if right == 0:
        raise Failure("Division by zero")
    rest = abs(left) % abs(right)
    return -rest if left < 0 else rest


def compare(sign: str, left: Any, right: Any) -> bool:
    if sign == "==":
        return left == right
    if sign == "!=":
        return left != right
    if sign == "<":
        return left < right
    if sign == "<=":
        return left <= right
    return left > right if sign == ">" else left >= right


def compare_text(sign: str, left: list[str | None], right: list[str | None]) -> bool:
    """A single text that is not there is greater than any other, itself included, as varnishd's VRT_strcmp has it."""
    if len(left) == 1 and len(right) == 1 and (left[0] is None or right[0] is None):
        return sign in ("!=", ">", ">=")
    return compare(sign, _bytes(left), _bytes(right))


def _bytes(parts: list[str | None]) -> bytes:
    return "".join(part or "" for part in parts).encode("utf-8", "surrogateescape")


def in_acl(acl: Acl, address: Any) -> bool:
    """The narrowest entry that holds the address decides; a negated one says no."""
    holding = [one for one in acl.entries if address in one.network]
    return bool(holding) and not max(holding, key=lambda one: one.network.prefixlen).negated


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
_EXPRESSIONS: dict[type, Callable[[Runner, Any], Any]] = {
    Literal: lambda runner, one: one.value,
    Symbol: lambda runner, one: one.name,
    Concatenation: Runner.concatenation,
    Read: Runner.read,
    ReadHeader: Runner.read_header,
    AsString: Runner.as_string,
    AsBool: Runner.as_bool,
    Not: lambda runner, one: not runner.value(one.value),
    Both: lambda runner, one: all(runner.value(value) for value in one.values),
    Either: lambda runner, one: any(runner.value(value) for value in one.values),
    Arithmetic: Runner.arithmetic,
    Negative: lambda runner, one: -runner.value(one.value),
    Comparison: Runner.comparison,
    RegexMatch: Runner.regex_match,
    AclMatch: Runner.acl_match,
    Substitution: Runner.substitution,
    MethodCall: Runner.method_call,
    FunctionCall: Runner.function_call,
}

__all__ = ["Action", "Message", "run_method"]
