"""Expressions, as varnishd's own grammar has them: each level looks for a type and may find another."""

from __future__ import annotations

from typing import Any

from .constants import calculated
from .names import Names
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
    ReadHeader,
    RegexMatch,
    Substitution,
    Symbol,
)
from .operand_types import COMPARISONS, FACTORS, ORDERED, SAME, SUMS, TYPE_METHODS, UNPRINTABLE
from .regex import RegexError, compile_regex
from .signatures import REQUIRED, Parameter, Signature
from .tokens import ID, INTEGER, REAL, STRING, Token
from .values import parse_ip
from .variables import HEADERS

BYTE_UNITS = {"b": 1, **{unit + b: 1 << 10 * n for n, unit in enumerate("kmgtp", 1) for b in ("", "b")}}


class Expressions(Names):
    """A grammar by levels, the loosest first. `wanted` is the type that is looked for, by which the same tokens read
    differently: `10` is a number or a text, `1s` a duration."""

    def expression(self, wanted: str) -> Expression:
        """An expression that must be of a type. Text takes anything that can be written out; BOOL takes what can be true."""
        start = self.token
        value = self.postfix(wanted) if wanted == "REGEX" else self.either(wanted)
        if wanted == "STRING" and value.type != "STRING":
            value = self.as_string(value)
        elif wanted == "BOOL":
            value = self.as_bool(value)
        if value.type != wanted:
            self.fail(f"Expression has type {value.type}, expected {wanted}", start)
        return value

    def as_string(self, value: Expression) -> Expression:
        """The expression as text. CompileError for types that have none."""
        if value.type == "STRING":
            return value
        if value.type in UNPRINTABLE:
            if value.type == "BLOB":
                self.fail(
                    "Wrong use of BLOB value.\nBLOBs can only be used as arguments to VMOD functions.",
                    value.token,
                )
            self.fail(f"Cannot convert {value.type} to STRING.", value.token)
        return AsString(value.token, "STRING", value)

    @staticmethod
    def as_bool(value: Expression) -> Expression:
        """The expression as a condition, where its type can be one; else as it is."""
        if value.type in ("BACKEND", "INT", "DURATION", "STRING"):
            return AsBool(value.token, "BOOL", value)
        return value

    def either(self, wanted: str) -> Expression:
        """`||`, over whatever `both` reads."""
        return self.joined(wanted, "||", self.both, Either)

    def both(self, wanted: str) -> Expression:
        """`&&`, over whatever `negation` reads."""
        return self.joined(wanted, "&&", self.negation, Both)

    def joined(self, wanted: str, sign: str, inner: Any, node: Any) -> Expression:
        """Parts of one of the two signs, of which `inner` reads each and `node` holds all. A single part is left as it is."""
        start = self.token
        first = inner(wanted)
        if not self.is_(sign):
            return first
        first = self.as_bool(first)
        if first.type != "BOOL":
            self.fail(f"'{sign}' must be preceeded by BOOL, found {first.type}.", start)
        values = [first]
        while self.take(sign):
            start = self.token
            value = self.as_bool(inner(wanted))
            if value.type != "BOOL":
                self.fail(f"'{sign}' must be followed by BOOL, found {value.type}.", start)
            values.append(value)
        return node(start, "BOOL", values)

    def negation(self, wanted: str) -> Expression:
        """`!`, before a comparison."""
        start = self.token
        if not self.take("!"):
            return self.comparison(wanted)
        value = self.as_bool(self.comparison(wanted))
        if value.type != "BOOL":
            self.fail(f"'!' must be followed by BOOL, found {value.type}.", start)
        return Not(start, "BOOL", value)

    def comparison(self, wanted: str) -> Expression:
        """One comparison or match, or what stands there without one. There is no second in a row."""
        left = self.sum(wanted)
        sign = self.token
        if sign.kind in COMPARISONS:
            possible = ORDERED if sign.kind not in ("==", "!=") else SAME
            if left.type not in possible:
                self.fail(f"Operator {sign.text} not possible on {left.type}")
            self.next()
            right = self.sum(left.type)
            if right.type != left.type:
                self.fail(f"Comparison of different types: {left.type} '{sign.text}' {right.type}", sign)
            return Comparison(sign, "BOOL", sign.kind, left, right)
        if sign.kind in ("~", "!~"):
            return self.match(left, sign)
        return left

    def match(self, left: Expression, sign: Token) -> Expression:
        """`~` and `!~`: a text with a pattern that stands in the VCL, or an address with an ACL."""
        wanted = sign.kind == "~"
        if left.type == "STRING":
            self.next()
            regex = self.expression("REGEX")
            assert isinstance(regex, Literal)
            return RegexMatch(sign, "BOOL", wanted, left, regex.value)
        if left.type == "IP":
            self.next()
            start = self.token
            acl = self.postfix("ACL")
            if not isinstance(acl, Symbol) or acl.type != "ACL":
                self.fail(f"Expression has type {acl.type}, expected ACL", start)
            return AclMatch(sign, "BOOL", wanted, left, acl.name)
        self.fail(f"Operator {sign.text} not possible on {left.type}", sign)

    def sum(self, wanted: str) -> Expression:
        """`+` and `-`. Where text is looked for or stands on the left, `+` joins whatever can be written out."""
        value = self.product(wanted)
        while self.is_("+") or self.is_("-"):
            sign = self.next()
            known = any(key[:2] == (sign.kind, value.type) for key in SUMS)
            right = self.product("STRING" if not known and wanted == "STRING" else value.type)
            result = SUMS.get((sign.kind, value.type, right.type))
            if result is not None:
                value = self.arithmetic(sign, result, value, right)
            elif sign.kind == "+" and (value.type == "STRING" or wanted == "STRING"):
                if (
                    isinstance(value, Literal)
                    and isinstance(right, Literal)
                    and _is_text(value)
                    and _is_text(right)
                ):  # one literal, as for the C compiler
                    value = Literal(value.token, "STRING", value.value + right.value)
                    continue
                parts = value.parts if isinstance(value, Concatenation) else [self.as_string(value)]
                value = Concatenation(value.token, "STRING", [*parts, self.as_string(right)])
            else:
                self.fail(f"{value.type} {sign.text} {right.type} not possible.", sign)
        return value

    def product(self, wanted: str) -> Expression:
        """`*`, `/` and `%`."""
        value = self.postfix(wanted)
        while self.is_("*") or self.is_("/") or self.is_("%"):
            if self.is_("%"):
                value = self.remainder(value)
                continue
            factor = FACTORS.get(value.type)
            if factor is None:
                self.fail(f"Operator {self.token.text} not possible on type {value.type}.")
            sign = self.next()
            right = self.postfix(factor)
            if right.type not in ("INT", factor):
                self.fail(f"{value.type} {sign.text} {right.type} not possible.", sign)
            value = self.arithmetic(sign, value.type, value, right)
        return value

    def remainder(self, left: Expression) -> Expression:
        """`%`, of whole numbers alone."""
        sign = self.token
        if left.type != "INT":
            self.fail("Operator % only possible on INT.")
        self.next()
        right = self.postfix("INT")
        if right.type != "INT":
            self.fail(f"INT % {right.type} not possible.", sign)
        return self.arithmetic(sign, "INT", left, right)

    def arithmetic(self, sign: Token, result: str, left: Expression, right: Expression) -> Expression:
        """The node. Of constants the value is worked out here: what overflows is what the C compiler would refuse."""
        made = calculated(sign.kind, left, right) if result == "INT" else None
        if isinstance(made, str):
            self.program.left_to_the_c_compiler.append((made, sign))
            made = None
        return Arithmetic(sign, result, sign.kind, left, right, made)

    def postfix(self, wanted: str) -> Expression:
        """Methods of a type: `req.http.Host.lower()`."""
        value = self.primary(wanted)
        while self.is_("."):
            self.next()
            method = self.expect(ID)
            result = TYPE_METHODS.get((value.type, method.key))
            if result is None:
                self.fail(f"Unknown property '{method.text}' for type {value.type}", method)
            self.expect("(")
            self.expect(")")
            value = MethodCall(method, result, value, method.key)
        return value

    def primary(self, wanted: str) -> Expression:
        """Parentheses, a name, a text or a number."""
        token = self.token
        if token.kind == "(":
            self.next()
            self.deeper(2)
            value = self.either(wanted)
            self.deeper(-2)
            self.expect(")")
            if isinstance(value, Concatenation):
                return Concatenation(value.token, "STRING", list(value.parts))
            return value
        if token.kind == ID:
            return self.named(wanted)
        if token.kind == STRING:
            return self.text(wanted)
        if token.kind == "-" and wanted in ("INT", "REAL", "DURATION", "STRING"):
            self.next()
            if self.is_(INTEGER) or self.is_(REAL):
                return self.number(wanted, token, -1)
            self.deeper(2)
            value = self.either(wanted)
            self.deeper(-2)
            return Negative(token, value.type, value)
        if token.kind in (INTEGER, REAL):
            return self.number(wanted, token, 1)
        self.fail(f"Unknown token {token} when looking for {wanted}")

    def text(self, wanted: str) -> Expression:
        """A string as what is looked for: a pattern that compiles, an address that can be resolved, or text."""
        token = self.next()
        if wanted == "REGEX":
            pattern = token.value
            while self.take("+"):
                pattern += self.expect(STRING).value
            try:
                return Literal(token, "REGEX", compile_regex(pattern))
            except RegexError as error:
                self.fail(f"Regexp compilation error:\n{error}", token)
        if wanted == "IP":
            address = parse_ip(token.value, "", resolve=True)
            if address is None or (token.value.startswith(":") and token.value[1:].isdigit()):
                self.fail(f"IP constant '\"{token.value}\"' could not be resolved to an IP address:", token)
            return Literal(token, "IP", address)
        return Literal(token, "STRING", token.value)

    def number(self, wanted: str, start: Token, sign: int) -> Expression:
        """A number with the unit that may follow: durations in seconds, BYTES in bytes. `start` is where its sign stands."""
        token = self.next()
        if wanted == "BYTES":
            if not self.is_(ID):
                self.fail(f"Expected BYTES unit (B, KB, MB...) got {self.token}")
            name = self.next()
            unit = BYTE_UNITS.get(name.key)
            if unit is None:
                self.fail(
                    f"Unknown BYTES unit of measurement '{name.text}'\nLegal are 'B', 'KB', 'MB', 'GB' and 'TB'",
                    name,
                )
            return Literal(start, "BYTES", float(int(float(token.text) * unit)))
        if self.is_(ID):
            return Literal(start, "DURATION", sign * float(token.text) * self.unit())
        if wanted == "REAL" or token.kind == REAL:
            return Literal(start, "REAL", sign * float(token.text))
        return Literal(start, "INT", sign * int(token.text))

    def named(self, wanted: str) -> Expression:
        """What a name stands for: `true`, a function, a variable, or something declared."""
        token = self.token
        if token.key in ("true", "false"):
            self.next()
            return Literal(token, "BOOL", token.key == "true")
        if token.key in ("regsub", "regsuball"):
            return self.substitution()
        names = self.dotted()
        name = ".".join(one.text for one in names)
        for length in range(len(names), 0, -1):
            partial = ".".join(one.key for one in names[:length])
            signature = self.function(partial)
            if signature is not None:
                self.at += 2 * length - 1
                if signature.returns == "VOID":
                    self.fail("Function returns VOID:")
                return self.call_function(token, partial, signature)
        variable = self.lookup_variable()
        if variable is not None:
            is_header = isinstance(variable, ReadHeader)
            known = HEADERS[variable.scope] if is_header else self.variables[variable.name]
            self.use("read", name, token, known.read)
            if is_header and wanted != "HEADER":
                return AsString(token, "STRING", variable)
            return variable
        return self.symbol(wanted, token, name)

    def substitution(self) -> Expression:
        """regsub() and regsuball()."""
        token = self.next()
        self.expect("(")
        subject = self.expression("STRING")
        self.expect(",")
        regex = self.expression("REGEX")
        assert isinstance(regex, Literal)
        self.expect(",")
        replacement = self.expression("STRING")
        self.expect(")")
        return Substitution(token, "STRING", subject, regex.value, replacement, token.key == "regsuball")

    # Functions of vmods.
    def call_function(self, token: Token, name: str, signature: Signature) -> FunctionCall:
        """A call, behind its name: arguments in order, then those by name."""
        opening = self.expect("(")
        self.deeper(3)
        given: dict[str, Any] = {}
        order = list(signature.parameters)
        position = 0
        while not self.is_(")"):
            if self.is_(ID) and self.tokens[self.at + 1].kind == "=":
                break
            if position >= len(order):
                self.expect(")")
            parameter = order[position]
            given[self.slot(parameter, position)] = self.argument(parameter)
            position += 1
            if self.is_(")"):
                break
            self.expect(",")
        while self.is_(ID) and self.tokens[self.at + 1].kind == "=":
            word = self.next()
            found = next((i for i, one in enumerate(order) if one.name == word.text), None)
            if found is None:
                self.fail(f"Unknown argument '{word.text}'", word)
            if word.text in given:
                self.fail(f"Argument '{word.text}' already used", word)
            self.expect("=")
            given[word.text] = self.argument(order[found])
            if self.is_(")"):
                break
            self.expect(",")
        for index, parameter in enumerate(order):
            slot = self.slot(parameter, index)
            if slot not in given and parameter.default is REQUIRED:
                missing = f"'{parameter.name}'" if parameter.name else str(index + 1)
                self.fail(f"Argument {missing} missing")
        self.deeper(-3)
        self.expect(")")
        if signature.methods is not None:
            self.use("action", name, opening, signature.methods)
        return FunctionCall(token, signature.returns, name, given)

    @staticmethod
    def slot(parameter: Parameter, index: int) -> str:
        """The name under which an argument is kept: its own, or its number from 1."""
        return parameter.name or f"argument {index + 1}"

    def argument(self, parameter: Parameter) -> Expression:
        """One argument, of its parameter's type."""
        start = self.token
        if parameter.type == "HEADER":
            value = self.either("HEADER")
            if value.type != "HEADER":
                self.fail(f"Expression has type {value.type}, expected HEADER", start)
            return value
        return self.expression(parameter.type)


def _is_text(value: Expression) -> bool:
    return isinstance(value, Literal) and value.type == "STRING"
