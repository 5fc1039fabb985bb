"""Reads tokens into a Program, checking types on the way, in the order in which varnishd does: the first error is the one it names."""

from __future__ import annotations

from typing import NoReturn

from . import builtin
from .errors import CompileError, deep
from .expressions import Expressions
from .nodes import (
    Ban,
    Block,
    CallSub,
    Evaluate,
    Expression,
    HashData,
    If,
    Program,
    Read,
    ReadHeader,
    Return,
    Set,
    Statement,
    Sub,
    Synthetic,
    Unset,
)
from .signatures import ABSENT_VMODS, VMODS
from .symbols import Symbol
from .tokens import CODE, END, ID, REAL, STRING, Token
from .variables import HEADERS, METHODS, NEW_VARIABLES, OLD_VARIABLES, RETURNS, STATEMENTS, VARIABLES

#: Which operators `set` takes for a type, and what must stand on the right.
ASSIGNMENTS: dict[str, dict[str, str]] = {
    "INT": {"=": "INT", "+=": "INT", "-=": "INT", "*=": "INT", "/=": "INT"},
    "TIME": {"=": "TIME", "+=": "DURATION", "-=": "DURATION", "*=": "REAL", "/=": "REAL"},
    "DURATION": {"=": "DURATION", "+=": "DURATION", "-=": "DURATION", "*=": "REAL", "/=": "REAL"},
    "REAL": {"=": "REAL", "+=": "REAL", "-=": "REAL", "*=": "REAL", "/=": "REAL"},
    "STRING": {"=": "STRING", "+=": "STRING"},
    "HEADER": {"=": "STRING", "+=": "STRING"},
    "BODY": {"=": "STRING", "+=": "STRING"},
}

#: What VCL 4.0 lets a VCL set.
_PROTOS = ("req.proto", "bereq.proto", "beresp.proto", "resp.proto")


class Parser(Expressions):
    """Every method that reads raises CompileError, in varnishd's words, for the first thing that is wrong. Methods of
    statements are given the word that begins them, which has been taken."""

    def __init__(self, source: str) -> None:
        super().__init__(source)
        for name in [*(f"vcl_{method}" for method in METHODS), *builtin.EXTENSIBLE]:
            place = Token(ID, name, 1, 1, own=False)
            self.program.subs[name] = Sub(
                name, place, own=False, predefined=name.removeprefix("vcl_") in METHODS
            )

    # The file.
    def parse(self) -> Program:
        """The program of a whole file, with what varnishd finds out only behind its end left in `problems`."""
        if not self.is_word("vcl"):
            self.fail(
                "VCL version declaration missing\nUpdate your VCL to Version 4 syntax, and add\n"
                "\tvcl 4.1;\non the first line of the VCL files."
            )
        declarations = {
            "acl": self.acl,
            "sub": self.subroutine,
            "backend": self.backend,
            "probe": self.named_probe,
            "import": self.import_,
            "vcl": self.version,
        }
        while not self.is_(END):
            if self.is_(CODE):
                self.inline_c()
            declare = declarations.get(self.token.text) if self.is_(ID) else None
            if declare is None:
                self.fail(
                    "Expected one of\n\t'acl', 'sub', 'backend', 'probe', 'import',  or 'vcl'\n"
                    f"Found: {self.token} at"
                )
            declare()
        self.program.problems = self.symbols.problems()
        return self.program

    def version(self) -> None:
        """`vcl 4.1;`. The first one of the file decides which variables there are."""
        start = self.next()
        number = self.expect(REAL)
        if len(number.text) != 3:
            self.fail("Don't play silly buggers with VCL version numbers", number)
        if number.text not in ("4.0", "4.1"):
            self.fail(f"VCL version {number.text} not supported.", start)
        if not self.is_(";"):
            self.fail("Expected 'vcl N.N;' found no semi-colon", start)
        self.next()
        version = (4, int(number.text[2]))
        if start.own and start.line == 1 and start is self.tokens[0]:
            self.program.version = version
            if version == (4, 0):
                self.variables = {
                    **{name: one for name, one in VARIABLES.items() if name not in NEW_VARIABLES},
                    **OLD_VARIABLES,
                }
        elif version > self.program.version:
            top = ".".join(map(str, self.program.version))
            self.fail(f"VCL version {number.text} higher than the top level version {top}", start)

    def import_(self) -> None:
        """`import std;`. Of vmods that Varnish comes with and this interpreter does not, that is what it says."""
        self.next()
        name = self.expect(ID)
        symbol = self.symbols.get(name)
        if symbol is not None and symbol.kind != "vmod":
            self.fail(f"Symbol '{name.text}' has wrong type ({symbol.kind}), expected vmod:\nAt:", name)
        if not self.is_(";") and not self.is_word("from"):
            self.fail("Expected 'from path ...'")
        if self.is_word("from"):
            self.next()
            self.expect(STRING)
            self.fail(f"Could not find VMOD {name.text}", name)
        if name.text in ABSENT_VMODS:
            self.fail(f"Could not find VMOD {name.text}: of the vmods, this interpreter has only std", name)
        if name.text not in VMODS:
            self.fail(f"Could not find VMOD {name.text}", name)
        self.expect(";")
        self.program.imports.add(name.text)
        self.symbols.table[name.key] = Symbol("vmod", name.text, defined=name, free=True)

    # Subroutines.
    def subroutine(self) -> None:
        """A subroutine; several of the name of a built-in one are one, in the order of the file."""
        self.next()
        name = self.name("subroutine")
        symbol = self.symbols.get(name)
        if symbol is not None and symbol.kind != "sub":
            self.fail(f"Symbol '{name.text}' has wrong type ({symbol.kind}), expected sub:\nAt:", name)
        if name.key.startswith("vcl_") and name.key not in self.program.subs:
            self.fail("The names 'vcl_*' are reserved for subroutines.", name)
        if symbol is None:
            symbol = self.symbols.refer("sub", name)
            symbol.first_use = None
        subs = self.program.subs
        sub = subs.get(name.key)
        if sub is None:
            symbol.name, symbol.defined = name.text, name
            sub = subs[name.key] = Sub(name.text, name, own=name.own)
        elif not symbol.free:
            self.fail(f"Subroutine '{name.text}' redefined", name)
        elif not sub.own and name.own:
            sub.own, sub.token = True, name
        self.sub = sub
        sub.body.append(Block(self.token, self.compound()))
        self.sub = None

    def compound(self) -> list[Statement]:
        """Statements in braces, which are taken."""
        self.expect("{")
        self.deeper()
        body: list[Statement] = []
        while not self.take("}"):
            if self.is_("{"):
                token = self.token
                body.append(Block(token, self.compound()))
            elif self.is_(CODE):
                self.inline_c()
            elif self.is_(END):
                self.fail("End of input while in compound statement")
            elif self.is_(ID):
                body.append(self.statement())
            else:
                self.fail("Expected an action, 'if', '{' or '}'")
        self.deeper(-1)
        return body

    def statement(self) -> Statement:
        """A statement with its semicolon."""
        token = self.token
        actions = {
            "ban": self.ban,
            "call": self.call,
            "hash_data": self.hash_data,
            "if": self.if_,
            "new": self.new,
            "return": self.return_,
            "set": self.set_,
            "synthetic": self.synthetic,
            "unset": self.unset,
        }
        action = actions.get(token.key)
        if action is not None:
            self.next()
            if token.key in STATEMENTS:
                self.use("action", token.key, token, STATEMENTS[token.key])
            return action(token)
        names = self.dotted()
        name = ".".join(one.key for one in names)
        signature = self.function(name)
        if signature is not None:
            self.at += 2 * len(names) - 1
            call = self.call_function(token, name, signature)
            self.expect(";")
            return Evaluate(token, call)
        symbol = self.symbols.get(token)
        if (symbol is not None and symbol.kind != "vmod") or token.key in {*VARIABLES, *HEADERS}:
            self.fail(
                "Symbol cannot be used here.", names[-1] if len(names) > 1 else self.tokens[self.at + 1]
            )
        shown = ".".join(one.text for one in names)
        self.fail(f"Symbol not found: '{shown}'\nAt:", token)

    def ban(self, token: Token) -> Statement:
        """ban(STRING)."""
        self.expect("(")
        value = self.expression("STRING")
        self.expect(")")
        self.expect(";")
        return Ban(token, value)

    def hash_data(self, token: Token) -> Statement:
        """hash_data(STRING)."""
        self.expect("(")
        value = self.expression("STRING")
        self.expect(")")
        self.expect(";")
        return HashData(token, value)

    def synthetic(self, token: Token) -> Statement:
        """synthetic(STRING)."""
        self.expect("(")
        value = self.expression("STRING")
        self.expect(")")
        self.expect(";")
        return Synthetic(token, value)

    def call(self, token: Token) -> Statement:
        """`call`, of a subroutine that may stand further down."""
        name = self.expect(ID)
        self.of_kind("sub", name)
        statement = CallSub(token, name.key, name)
        if self.sub is not None:
            self.sub.calls.append(statement)
        self.expect(";")
        return statement

    def new(self, token: Token) -> NoReturn:
        """Objects come from vmods, and std has none."""
        self.expect(ID)
        self.expect("=")
        names = self.dotted()
        self.fail(f"Symbol not found: '{'.'.join(one.text for one in names)}'\nAt:")

    def if_(self, token: Token) -> Statement:
        """`if` with whatever of `else`, `elseif`, `elsif` and `elif` follows."""
        branches: list[tuple[Expression | None, list[Statement]]] = [(self.condition(), self.compound())]
        while self.is_(ID):
            if self.is_word("else"):
                self.next()
                if self.is_("{"):
                    branches.append((None, self.compound()))
                    break
                if not self.is_word("if"):
                    self.fail("'else' must be followed by 'if' or '{'")
                self.next()
                branches.append((self.condition(), self.compound()))
            elif self.is_word("elseif", "elsif", "elif"):
                self.next()
                branches.append((self.condition(), self.compound()))
            else:
                break
        return If(token, branches)

    def condition(self) -> Expression:
        """A BOOL in parentheses."""
        self.expect("(")
        value = self.expression("BOOL")
        self.expect(")")
        return value

    def return_(self, token: Token) -> Statement:
        """`return`, with an action, or without where the subroutine is none that Varnish calls."""
        sub = self.sub
        if self.is_(";") and sub is not None and not sub.predefined:
            self.next()
            return Return(token, None)
        self.expect("(")
        action = self.expect(ID)
        if action.text not in RETURNS:
            self.fail("Expected return action name.", action)
        if sub is not None:
            sub.returns.append((action.text, action))
        arguments: list[Expression] = []
        if self.is_("("):
            arguments = self.return_arguments(action.text)
        elif action.text in ("synth", "vcl"):
            self.fail("Missing argument.")
        self.expect(")")
        self.expect(";")
        return Return(token, action.text, arguments)

    def return_arguments(self, action: str) -> list[Expression]:
        """The arguments of an action, in parentheses: synth and error take a status and a reason, pass a duration, fail a text."""
        opening = self.next()
        arguments: list[Expression] = []
        if action in ("synth", "error"):
            arguments.append(self.expression("INT"))
            if self.take(","):
                arguments.append(self.expression("STRING"))
        elif action == "pass":
            arguments.append(self.expression("DURATION"))
        elif action == "fail":
            arguments.append(self.expression("STRING"))
        elif action == "vcl":
            self.fail("Symbol not found: there is only this VCL here")
        else:
            self.fail("Arguments not allowed.", opening)
        self.expect(")")
        return arguments

    def set_(self, token: Token) -> Statement:
        """`set`, with the operators that the variable's type takes."""
        target = self.variable("set")
        sign = self.token.kind
        wanted = ASSIGNMENTS.get(target.type, {"=": target.type}).get(sign)
        if wanted is None:
            self.expect("=")
        operator = self.next()
        value = self.expression(wanted or target.type)
        if sign == "/=" and target.type == "INT":
            self.arithmetic(Token("/", "/", operator.line, operator.column), "INT", target, value)
        self.expect(";")
        return Set(token, target, sign, value)

    def unset(self, token: Token) -> Statement:
        """`unset`, of a header or a body."""
        target = self.variable("unset")
        self.expect(";")
        return Unset(token, target)

    def variable(self, kind: str) -> Read | ReadHeader:
        """A variable after `set` or `unset`."""
        if not self.is_(ID):
            self.expect(ID)
        token = self.token
        names = self.dotted()
        name = ".".join(one.text for one in names)
        found = self.lookup_variable(whole=True)
        if found is None:
            if name.lower() in ("req.http", "bereq.http", "beresp.http", "resp.http", "obj.http"):
                self.fail(f"Symbol '{name}' has wrong type (none), expected var:\nAt:")
            self.not_found(name)
        variable = HEADERS[found.scope] if isinstance(found, ReadHeader) else self.variables[found.name]
        name = found.name if isinstance(found, Read) else f"{found.scope}.http.{found.header}"
        allowed = variable.write if kind == "set" else variable.unset
        if self.program.version == (4, 0) and name in _PROTOS and kind == "set":
            allowed = variable.read
        if not allowed:
            self.fail("Variable is read only." if kind == "set" else "Variable cannot be unset.", token)
        self.use(kind, name, token, allowed)
        return found


def parse(source: str) -> Program:
    """Raises CompileError for the first thing that varnishd would complain of."""
    try:
        with deep():
            return Parser(source).parse()
    except CompileError as error:
        error.source = source
        raise
    except RecursionError:
        raise CompileError("The VCL is nested too deeply", 1, source=source) from None
