"""Works out expressions in a context: what a statement is given."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .context import Context
from .nodes import (
    AclMatch,
    Arithmetic,
    AsBool,
    AsString,
    Both,
    Comparison,
    Concatenation,
    Either,
    Expression,
    FunctionCall,
    Literal,
    MethodCall,
    Negative,
    Not,
    Read,
    ReadHeader,
    RegexMatch,
    Substitution,
    Symbol,
)
from .operations import calculate, collected, compare, compare_text, in_acl, plain
from .signatures import VMODS
from .values import HeaderPlace, to_text
from .variable_access import READERS
from .vmod_std import FUNCTIONS, ascii_case
from .work import WORKSPACE


class Evaluator:
    """Text that is made takes room in the workspace, which raises Overflow where it is full."""

    def __init__(self, context: Context) -> None:
        self.context = context
        #: Subroutine and line that run just now, for what functions log.
        self.name = ""
        self.line: int | None = None

    def value(self, expression: Expression) -> Any:
        """An expression's value: text is str or None, numbers, durations (seconds) and times (seconds since 1970) are int or
        float, a backend is its key. Raises Failure where the VCL cannot go on."""
        return _EXPRESSIONS[type(expression)](self, expression)

    def parts(self, expression: Expression) -> list[str | None]:
        """Text in its parts: what is not there can be told from what is empty."""
        if isinstance(expression, Concatenation):
            return [self.value(part) for part in expression.parts]
        return [self.value(expression)]

    def concatenation(self, expression: Concatenation) -> str | None:
        """Joined text, where what is not there is empty."""
        return self.made(collected(self.parts(expression)))

    def made(self, text: str | None) -> str | None:
        """A text that takes room in the workspace."""
        self.context.workspace.take(text)
        return text

    def read(self, expression: Read) -> Any:
        """A variable that is no header."""
        return READERS[expression.name](self.context)

    def read_header(self, expression: ReadHeader) -> HeaderPlace:
        """A header as a place, for functions of vmods that take one."""
        return HeaderPlace(expression.scope, expression.header)

    def as_string(self, expression: AsString) -> str | None:
        """What is written out; None for a header that is not there."""
        inner = expression.value
        if isinstance(inner, ReadHeader):
            return self.context.message(inner.scope).get(inner.header)
        if inner.type == "BACKEND":
            return self.context.backend_name(self.value(inner))
        return to_text(inner.type, self.value(inner))

    def as_bool(self, expression: AsBool) -> bool:
        """A text is true where it is there, even if it is empty; a duration where it is above 0."""
        inner = expression.value
        if inner.type == "STRING":
            return any(part is not None for part in self.parts(inner))
        value = self.value(inner)
        if inner.type == "DURATION":
            return value > 0
        return bool(value)

    def arithmetic(self, expression: Arithmetic) -> Any:
        """In 64 bits for INT, as in C. Raises Failure for a division by zero."""
        return calculate(
            expression.sign, self.value(expression.left), self.value(expression.right), expression.type
        )

    def comparison(self, expression: Comparison) -> bool:
        """Texts byte by byte, addresses without their ports."""
        sign, left, right = expression.sign, expression.left, expression.right
        if left.type == "STRING":
            return compare_text(sign, self.parts(left), self.parts(right))
        return compare(sign, plain(self.value(left)), plain(self.value(right)))

    def regex_match(self, expression: RegexMatch) -> bool:
        """`~` and `!~` with a pattern. A text that is not there is taken for an empty one."""
        text = self.value(expression.left) or ""
        return (expression.regex.search(text, self.context.server.meter) is not None) == expression.wanted

    def acl_match(self, expression: AclMatch) -> bool:
        """`~` and `!~` with an ACL."""
        address = plain(self.value(expression.left))
        return in_acl(self.context.program.acls[expression.acl], address) == expression.wanted

    def substitution(self, expression: Substitution) -> str:
        """regsub() and regsuball(), whose result must find room in the workspace."""
        subject = self.value(expression.subject) or ""
        replacement = self.value(expression.replacement) or ""
        meter = self.context.server.meter
        text = expression.regex.substitute(
            subject, replacement, every=expression.every, meter=meter, most=WORKSPACE
        )
        self.context.workspace.take(text)
        return text

    def method_call(self, expression: MethodCall) -> Any:
        """`.lower()` and `.upper()`, of ASCII letters alone; `.resolve()` of a backend is itself, as there are no directors."""
        value = self.value(expression.value)
        if expression.value.type == "BACKEND":
            return value
        if value is None:
            return ""
        return self.made(ascii_case(value, str.lower if expression.method == "lower" else str.upper)) or ""

    def function_call(self, expression: FunctionCall) -> Any:
        """A function of a vmod, with the arguments that the VCL leaves out filled in. Where it stands is known to the server
        meanwhile, for what it logs."""
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


_EXPRESSIONS: dict[type, Callable[[Evaluator, Any], Any]] = {
    Literal: lambda evaluator, one: one.value,
    Symbol: lambda evaluator, one: one.name,
    Concatenation: Evaluator.concatenation,
    Read: Evaluator.read,
    ReadHeader: Evaluator.read_header,
    AsString: Evaluator.as_string,
    AsBool: Evaluator.as_bool,
    Not: lambda evaluator, one: not evaluator.value(one.value),
    Both: lambda evaluator, one: all(evaluator.value(value) for value in one.values),
    Either: lambda evaluator, one: any(evaluator.value(value) for value in one.values),
    Arithmetic: Evaluator.arithmetic,
    Negative: lambda evaluator, one: -evaluator.value(one.value),
    Comparison: Evaluator.comparison,
    RegexMatch: Evaluator.regex_match,
    AclMatch: Evaluator.acl_match,
    Substitution: Evaluator.substitution,
    MethodCall: Evaluator.method_call,
    FunctionCall: Evaluator.function_call,
}
