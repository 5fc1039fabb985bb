"""Reads tokens into a Program, checking types on the way, in the order in which varnishd does: the first error is the one it names."""

from __future__ import annotations

import ipaddress
from typing import Any, NoReturn

from . import builtin
from .errors import CompileError
from .nodes import (
    Acl,
    AclEntry,
    AclMatch,
    Arithmetic,
    AsBool,
    AsString,
    Backend,
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
    Program,
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
    Use,
)
from .regex import RegexError, compile_regex
from .signatures import ABSENT_VMODS, REQUIRED, VMODS, Parameter, Signature
from .tokens import END, ID, INTEGER, REAL, STRING, Token, tokenize
from .variables import HEADERS, METHODS, OLD_VARIABLES, RETURNS, STATEMENTS, VARIABLES

UNITS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0, "w": 604800.0, "y": 31536000.0}
BYTE_UNITS = {"B": 1, "KB": 1 << 10, "MB": 1 << 20, "GB": 1 << 30, "TB": 1 << 40}

#: What may be multiplied or divided by what, by the type on the left.
FACTORS = {"INT": "INT", "REAL": "REAL", "DURATION": "REAL", "BYTES": "REAL"}
SUMS = {
    ("+", "BYTES", "BYTES"): "BYTES",
    ("-", "BYTES", "BYTES"): "BYTES",
    ("+", "DURATION", "DURATION"): "DURATION",
    ("-", "DURATION", "DURATION"): "DURATION",
    ("+", "INT", "INT"): "INT",
    ("-", "INT", "INT"): "INT",
    ("+", "INT", "REAL"): "REAL",
    ("-", "INT", "REAL"): "REAL",
    ("+", "REAL", "INT"): "REAL",
    ("-", "REAL", "INT"): "REAL",
    ("+", "REAL", "REAL"): "REAL",
    ("-", "REAL", "REAL"): "REAL",
    ("-", "TIME", "TIME"): "DURATION",
    ("+", "TIME", "DURATION"): "TIME",
    ("-", "TIME", "DURATION"): "TIME",
}
ORDERED = {"INT", "DURATION", "BYTES", "REAL", "TIME", "STRING"}
SAME = ORDERED | {"BACKEND", "ACL", "PROBE", "STEVEDORE", "SUB", "BOOL", "IP"}
COMPARISONS = ("==", "!=", "<", "<=", ">", ">=")
#: Types with no text of their own.
UNPRINTABLE = {"BLOB", "HTTP", "PROBE", "SUB", "BODY", "REGEX", "VOID"}

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
#: Words that no subroutine can be named by, with what they are.
RESERVED = {
    **dict.fromkeys(
        ["ban", "call", "hash_data", "if", "new", "return", "set", "synthetic", "unset"], "action"
    ),
    **dict.fromkeys(["acl", "sub", "backend", "probe", "import", "vcl", "include"], "reserved"),
    **dict.fromkeys(["regsub", "regsuball", "true", "false", "default"], "func"),
}
TYPE_METHODS = {
    ("STRING", "lower"): "STRING",
    ("STRING", "upper"): "STRING",
    ("BACKEND", "resolve"): "BACKEND",
}


class Parser:
    def __init__(self, source: str) -> None:
        self.program = Program(source)
        builtin_tokens = [
            Token(one.kind, one.text, one.line + builtin.FIRST_LINE - 1, one.column, one.value, own=False)
            for one in tokenize("vcl 4.0;" + builtin.BUILTIN, own=False)
        ]
        self.tokens = [*tokenize(source), *builtin_tokens]
        first = self.tokens[0]
        if not first.own:  # an empty file: varnishd finds the builtin's version line, and no backend
            self.tokens[0] = Token(ID, "vcl", 1, 1)
        last = self.tokens[-1]
        self.tokens.append(Token(END, "", last.line, last.column + 1, own=False))
        self.at = 0
        self.sub: Sub | None = None
        self.variables = VARIABLES
        #: Spelling of headers: varnishd knows each by the letters in which it first meets it.
        self.spellings: dict[tuple[str, str], str] = {}
        for name in [*(f"vcl_{method}" for method in METHODS), *builtin.EXTENSIBLE]:
            place = Token(ID, name, 1, 1, own=False)
            self.program.subs[name] = Sub(
                name, place, own=False, predefined=name.removeprefix("vcl_") in METHODS
            )

    # Tokens.
    @property
    def token(self) -> Token:
        return self.tokens[self.at]

    def fail(self, message: str, token: Token | None = None) -> NoReturn:
        raise (token or self.token).error(message, self.program.source)

    def next(self) -> Token:
        token = self.token
        if token.kind != END:
            self.at += 1
        return token

    def is_(self, kind: str) -> bool:
        return self.token.kind == kind

    def is_word(self, *words: str) -> bool:
        return self.token.kind == ID and self.token.text in words

    def take(self, kind: str) -> bool:
        if self.is_(kind):
            self.at += 1
            return True
        return False

    def expect(self, kind: str) -> Token:
        if not self.is_(kind):
            wanted = kind if kind in (ID, INTEGER, REAL, STRING) else f"'{kind}'"
            self.fail(f"Expected {wanted} got {self.token}")
        return self.next()

    # The file.
    def parse(self) -> Program:
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
            "include": self.include,
            "vcl": self.version,
        }
        while not self.is_(END):
            if self.is_("CSRC"):
                self.fail("Inline C has been disabled, use the vcc_allow_inline_c parameter to enable it.")
            declare = declarations.get(self.token.text) if self.is_(ID) else None
            if declare is None:
                self.fail(
                    "Expected one of\n\t'acl', 'sub', 'backend', 'probe', 'import',  or 'vcl'\n"
                    f"Found: {self.token} at"
                )
            declare()
        return self.program

    def version(self) -> None:
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
                self.variables = {**VARIABLES, **OLD_VARIABLES}
        elif version > self.program.version:
            top = ".".join(map(str, self.program.version))
            self.fail(f"VCL version {number.text} higher than the top level version {top}", start)

    def include(self) -> None:
        self.next()
        path = self.expect(STRING)
        self.fail(f"Cannot read file '{path.value}': here a VCL is one file, without include", path)

    def import_(self) -> None:
        self.next()
        name = self.expect(ID)
        if self.is_word("from"):
            self.next()
            self.expect(STRING)
        if name.text in ABSENT_VMODS:
            self.fail(f"Could not find VMOD {name.text}: of the vmods, this interpreter has only std", name)
        if name.text not in VMODS:
            self.fail(f"Could not find VMOD {name.text}", name)
        self.expect(";")
        self.program.imports.add(name.text)

    # Backends, probes and ACLs.
    def backend(self) -> None:
        start = self.next()
        name = self.expect(ID)
        backends = self.program.backends
        if name.text == "default" and self.program.default_backend == "default":
            self.fail("Only one default director possible.", start)
        if name.text in backends:
            self.fail(f"Backend '{name.text}' redefined", name)
        backend = Backend(name.text, name)
        if self.is_word("none"):
            self.next()
            self.expect(";")
            backend.none = True
        else:
            opening = self.expect("{")
            while not self.take("}"):
                self.backend_field(backend)
            if "host" not in backend.fields and "path" not in backend.fields:
                self.fail("Expected .host or .path.", self.token_after(name, opening))
        backends[name.text] = backend
        if self.program.default_backend is None or name.text == "default":
            self.program.default_backend = name.text
            self.refer("backend", name)

    @staticmethod
    def token_after(name: Token, _opening: Token) -> Token:
        return name

    def backend_field(self, backend: Backend) -> None:
        self.expect(".")
        field = self.expect(ID)
        if field.text in backend.fields:
            self.fail(f"Argument '{field.text}' already used", field)
        known = {
            "host", "port", "path", "host_header", "connect_timeout", "first_byte_timeout", "between_bytes_timeout",
            "max_connections", "proxy_header", "probe", "via", "authority",
        }  # fmt: skip
        if field.text not in known - {"via", "authority"}:
            self.fail(f"Unknown field: '{field.text}' at", field)
        self.expect("=")
        value: Any
        if field.text == "probe":
            if self.is_("{"):
                backend.probe = self.probe_body()
                backend.fields["probe"] = True
                self.take(";")
                return
            name = self.expect(ID)
            self.refer("probe", name)
            value = name.text
            self.expect(";")
        elif field.text.endswith("timeout"):
            value = self.duration()
            self.expect(";")
        elif field.text in ("max_connections", "proxy_header"):
            value = int(self.expect(INTEGER).text)
            self.expect(";")
        else:
            value = self.expect(STRING)
            if field.text == "host":
                self.check_host(value)
            value = value.value
            self.expect(";")
        backend.fields[field.text] = value

    def check_host(self, host: Token) -> None:
        text = host.value
        plausible = all(part and part.replace("-", "").replace("_", "").isalnum() for part in text.split("."))
        try:
            ipaddress.ip_address(text)
        except ValueError:
            if not plausible or text.endswith(".invalid"):
                self.fail(f"Backend host '\"{text}\"' could not be resolved to an IP address:", host)

    def named_probe(self) -> None:
        self.next()
        name = self.expect(ID)
        if name.text in self.program.probes:
            self.fail(f"Probe '{name.text}' redefined", name)
        self.program.probes[name.text] = (name, self.probe_body())

    def probe_body(self) -> dict[str, Any]:
        self.expect("{")
        probe: dict[str, Any] = {}
        while not self.take("}"):
            self.expect(".")
            field = self.expect(ID)
            if field.text not in {
                "url", "request", "interval", "timeout", "window", "threshold", "initial", "expected_response", "expect_close",
            }:  # fmt: skip
                self.fail(f"Unknown field: '{field.text}' at", field)
            self.expect("=")
            if field.text in ("interval", "timeout"):
                probe[field.text] = self.duration()
            elif field.text in ("window", "threshold", "initial", "expected_response"):
                number = self.expect(INTEGER)
                probe[field.text] = int(number.text)
                if probe.get("threshold", 3) > probe.get("window", 8) and "threshold" in probe:
                    self.fail("Threshold can not be greater than window.", number)
            elif field.text == "expect_close":
                probe[field.text] = self.expect(ID).text == "true"
            else:
                probe[field.text] = self.expect(STRING).value
                while self.is_(STRING):
                    self.next()
            self.expect(";")
        return probe

    def duration(self) -> float:
        if not self.is_(INTEGER) and not self.is_(REAL):
            self.fail(f"Expected number, got {self.token}")
        number = float(self.next().text)
        return number * self.unit()

    def unit(self) -> float:
        unit = self.expect(ID)
        if unit.text not in UNITS:
            self.fail(
                f"Unknown duration unit '{unit.text}'\n"
                "Legal duration units are 'ms', 's', 'm', 'h', 'd', 'w' and 'y'",
                unit,
            )
        return UNITS[unit.text]

    def acl(self) -> None:
        self.next()
        name = self.expect(ID)
        if name.text in self.program.acls:
            self.fail(f"ACL '{name.text}' redefined", name)
        while self.is_("+") or self.is_("-"):
            self.next()
            self.expect(ID)
        acl = Acl(name.text, name)
        self.expect("{")
        while not self.take("}"):
            acl.entries.append(self.acl_entry())
        self.program.acls[name.text] = acl

    def acl_entry(self) -> AclEntry:
        negated = self.take("!")
        parenthesis = self.take("(")
        negated = self.take("!") or negated
        address = self.expect(STRING)
        text, slash, inner_mask = address.value.partition("/")
        mask = int(inner_mask) if slash and inner_mask.isdigit() else None
        width = self.address_width(text, address)
        if self.take("/"):
            number = self.expect(INTEGER)
            mask = int(number.text)
            if width and mask > width:
                self.fail(f"Too wide mask (/{mask}) for IPv{4 if width == 32 else 6} address", number)
        if parenthesis:
            self.expect(")")
        self.expect(";")
        return AclEntry(text, mask, negated, address)

    def address_width(self, text: str, token: Token) -> int:
        try:
            return ipaddress.ip_address(text).max_prefixlen
        except ValueError:
            if text != "localhost":
                self.fail(f"DNS lookup({text}): here an ACL holds addresses and localhost only", token)
            return 0

    # Subroutines.
    def subroutine(self) -> None:
        self.next()
        name = self.expect(ID)
        subs = self.program.subs
        sub = subs.get(name.text)
        if name.text in RESERVED:
            self.fail(
                f"Symbol '{name.text}' has wrong type ({RESERVED[name.text]}), expected sub:\nAt:", name
            )
        if sub is None:
            if name.text.lower().startswith("vcl_"):
                self.fail("The names 'vcl_*' are reserved for subroutines.", name)
            sub = subs[name.text] = Sub(name.text, name, own=name.own)
        elif not name.text.startswith("vcl_"):
            self.fail(f"Subroutine '{name.text}' redefined", name)
        elif not sub.own and name.own:
            sub.own, sub.token = True, name
        self.sub = sub
        sub.body.append(Block(self.token, self.compound()))
        self.sub = None

    def compound(self) -> list[Statement]:
        self.expect("{")
        body: list[Statement] = []
        while not self.take("}"):
            if self.is_("{"):
                token = self.token
                body.append(Block(token, self.compound()))
            elif self.is_("CSRC"):
                self.fail("Inline C has been disabled, use the vcc_allow_inline_c parameter to enable it.")
            elif self.is_(END):
                self.fail("End of input while in compound statement")
            elif self.is_(ID):
                body.append(self.statement())
            else:
                self.fail("Expected an action, 'if', '{' or '}'")
        return body

    def statement(self) -> Statement:
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
        action = actions.get(token.text)
        if action is not None:
            self.next()
            if token.text in STATEMENTS:
                self.use("action", token.text, token, STATEMENTS[token.text])
            return action(token)
        names = self.dotted()
        name = ".".join(one.text for one in names)
        signature = self.function(name)
        if signature is not None:
            self.at += 2 * len(names) - 1
            call = self.call_function(token, name, signature)
            self.expect(";")
            return Evaluate(token, call)
        if name.split(".")[0] in {
            *VARIABLES,
            *HEADERS,
            "acl",
            "sub",
            "backend",
            "probe",
            "import",
            "vcl",
            "include",
        }:
            self.fail(
                "Symbol cannot be used here.", names[-1] if len(names) > 1 else self.tokens[self.at + 1]
            )
        self.fail(f"Symbol not found: '{name}'\nAt:", token)

    def dotted(self) -> list[Token]:
        """The names that dots join from here on, not taken yet."""
        names = [self.token]
        at = self.at + 1
        while self.tokens[at].kind == "." and self.tokens[at + 1].kind == ID:
            names.append(self.tokens[at + 1])
            at += 2
        return names

    def function(self, name: str) -> Signature | None:
        vmod = name.split(".")[0]
        return VMODS[vmod].get(name) if vmod in self.program.imports else None

    def use(self, kind: str, name: str, token: Token, allowed: frozenset[str]) -> None:
        if self.sub is not None:
            self.sub.uses.append(Use(kind, name, token, allowed))

    def refer(self, kind: str, token: Token) -> None:
        self.program.references.append((kind, token.text, token))

    def ban(self, token: Token) -> Statement:
        self.expect("(")
        value = self.expression("STRING")
        self.expect(")")
        self.expect(";")
        return Ban(token, value)

    def hash_data(self, token: Token) -> Statement:
        self.expect("(")
        value = self.expression("STRING")
        self.expect(")")
        self.expect(";")
        return HashData(token, value)

    def synthetic(self, token: Token) -> Statement:
        self.expect("(")
        value = self.expression("STRING")
        self.expect(")")
        self.expect(";")
        return Synthetic(token, value)

    def call(self, token: Token) -> Statement:
        name = self.expect(ID)
        self.refer("sub", name)
        statement = CallSub(token, name.text, name)
        if self.sub is not None:
            self.sub.calls.append(statement)
        self.expect(";")
        return statement

    def new(self, token: Token) -> NoReturn:
        self.expect(ID)
        self.expect("=")
        names = self.dotted()
        self.fail(f"Symbol not found: '{'.'.join(one.text for one in names)}'\nAt:")

    def if_(self, token: Token) -> Statement:
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
        self.expect("(")
        value = self.expression("BOOL")
        self.expect(")")
        return value

    def return_(self, token: Token) -> Statement:
        sub = self.sub
        if self.is_(";") and sub is not None and not sub.name.startswith("vcl_"):
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
        target = self.variable("set")
        sign = self.token.kind
        wanted = ASSIGNMENTS.get(target.type, {"=": target.type}).get(sign)
        if wanted is None:
            self.expect("=")
        self.next()
        value = self.expression(wanted or target.type)
        self.expect(";")
        return Set(token, target, sign, value)

    def unset(self, token: Token) -> Statement:
        target = self.variable("unset")
        self.expect(";")
        return Unset(token, target)

    # Variables.
    def variable(self, kind: str) -> Read | ReadHeader:
        """A variable after `set` or `unset`."""
        if not self.is_(ID):
            self.expect(ID)
        token = self.token
        names = self.dotted()
        name = ".".join(one.text for one in names)
        found = self.lookup_variable(whole=True)
        if found is None:
            if name in ("req.http", "bereq.http", "beresp.http", "resp.http", "obj.http"):
                self.fail(f"Symbol '{name}' has wrong type (none), expected var:\nAt:")
            self.fail(f"Symbol not found: '{name}'\nAt:")
        variable = HEADERS[found.scope] if isinstance(found, ReadHeader) else self.variables[found.name]
        name = found.name if isinstance(found, Read) else f"{found.scope}.http.{found.header}"
        allowed = variable.write if kind == "set" else variable.unset
        if self.program.version == (4, 0) and name.endswith(".proto") and kind == "set":
            allowed = variable.read
        if not allowed:
            self.fail("Variable is read only." if kind == "set" else "Variable cannot be unset.", token)
        self.use(kind, name, token, allowed)
        return found

    def lookup_variable(self, *, whole: bool = False) -> Read | ReadHeader | None:
        """The variable at this token, taken; None leaves the tokens alone. `whole`: nothing may be left of the dotted name."""
        names = self.dotted()
        texts = [one.text for one in names]
        start = names[0]
        if len(texts) >= 2 and texts[1] == "http" and texts[0] in HEADERS:
            if len(texts) >= 3:
                self.at += 5
                return ReadHeader(start, "HEADER", texts[0], self.spelling(texts[0], texts[2]))
            following = self.tokens[self.at + 3 : self.at + 5]
            if len(following) == 2 and following[0].kind == "." and following[1].kind == STRING:
                self.at += 5
                return ReadHeader(start, "HEADER", texts[0], self.spelling(texts[0], following[1].value))
            return None
        for length in range(len(texts), len(texts) - 1 if whole else 0, -1):
            name = ".".join(texts[:length])
            if name in self.variables:
                return self.taken(Read(start, self.variables[name].type, name), length)
        return None

    def spelling(self, scope: str, header: str) -> str:
        return self.spellings.setdefault((scope, header.lower()), header)

    def taken(self, variable: Read, length: int) -> Read:
        self.at += 2 * length - 1
        return variable

    # Expressions, as varnishd's own grammar has them: each level looks for `wanted` and may find another type.
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
        if value.type in ("BACKEND", "INT", "DURATION", "STRING"):
            return AsBool(value.token, "BOOL", value)
        return value

    def either(self, wanted: str) -> Expression:
        return self.joined(wanted, "||", self.both, Either)

    def both(self, wanted: str) -> Expression:
        return self.joined(wanted, "&&", self.negation, Both)

    def joined(self, wanted: str, sign: str, inner: Any, node: Any) -> Expression:
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
        start = self.token
        if not self.take("!"):
            return self.comparison(wanted)
        value = self.as_bool(self.comparison(wanted))
        if value.type != "BOOL":
            self.fail(f"'!' must be followed by BOOL, found {value.type}.", start)
        return Not(start, "BOOL", value)

    def comparison(self, wanted: str) -> Expression:
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
        wanted = sign.kind == "~"
        if left.type == "STRING":
            self.next()
            regex = self.expression("REGEX")
            assert isinstance(regex, Literal)
            return RegexMatch(sign, "BOOL", wanted, left, regex.value)
        if left.type == "IP":
            self.next()
            name = self.expect(ID)
            self.refer("acl", name)
            return AclMatch(sign, "BOOL", wanted, left, name.text)
        self.fail(f"Operator {sign.text} not possible on {left.type}", sign)

    def sum(self, wanted: str) -> Expression:
        value = self.product(wanted)
        while self.is_("+") or self.is_("-"):
            sign = self.next()
            known = any(key[:2] == (sign.kind, value.type) for key in SUMS)
            right = self.product("STRING" if not known and wanted == "STRING" else value.type)
            result = SUMS.get((sign.kind, value.type, right.type))
            if result is not None:
                value = Arithmetic(sign, result, sign.kind, value, right)
            elif sign.kind == "+" and (value.type == "STRING" or wanted == "STRING"):
                if _is_text(value) and _is_text(right):  # one literal, as for the C compiler
                    value = Literal(value.token, "STRING", value.value + right.value)
                    continue
                parts = value.parts if isinstance(value, Concatenation) else [self.as_string(value)]
                value = Concatenation(value.token, "STRING", [*parts, self.as_string(right)])
            else:
                self.fail(f"{value.type} {sign.text} {right.type} not possible.", sign)
        return value

    def product(self, wanted: str) -> Expression:
        value = self.postfix(wanted)
        while self.is_("*") or self.is_("/"):
            factor = FACTORS.get(value.type)
            if factor is None:
                self.fail(f"Operator {self.token.text} not possible on type {value.type}.")
            sign = self.next()
            right = self.postfix(factor)
            if right.type not in ("INT", factor):
                self.fail(f"{value.type} {sign.text} {right.type} not possible.", sign)
            value = Arithmetic(sign, value.type, sign.kind, value, right)
        return value

    def postfix(self, wanted: str) -> Expression:
        value = self.primary(wanted)
        while self.is_("."):
            self.next()
            method = self.expect(ID)
            result = TYPE_METHODS.get((value.type, method.text))
            if result is None:
                self.fail(f"Unknown property '{method.text}' for type {value.type}", method)
            self.expect("(")
            self.expect(")")
            value = MethodCall(method, result, value, method.text)
        return value

    def primary(self, wanted: str) -> Expression:
        token = self.token
        if token.kind == "(":
            self.next()
            value = self.either(wanted)
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
            value = self.either(wanted)
            return Negative(token, value.type, value)
        if token.kind in (INTEGER, REAL):
            return self.number(wanted, token, 1)
        self.fail(f"Unknown token {token} when looking for {wanted}")

    def text(self, wanted: str) -> Expression:
        token = self.next()
        if wanted == "REGEX":
            try:
                return Literal(token, "REGEX", compile_regex(token.value))
            except RegexError as error:
                self.fail(f"Regexp compilation error:\n{error}", token)
        if wanted == "IP":
            try:
                return Literal(token, "IP", ipaddress.ip_address(token.value))
            except ValueError:
                self.fail(f"IP constant '\"{token.value}\"' could not be resolved to an IP address:", token)
        return Literal(token, "STRING", token.value)

    def number(self, wanted: str, start: Token, sign: int) -> Expression:
        token = self.next()
        if wanted == "BYTES":
            unit = 1
            if self.is_(ID):
                name = self.next()
                if name.text not in BYTE_UNITS:
                    self.fail(
                        f"Unknown BYTES unit of measurement '{name.text}'\n"
                        "Legal are 'B', 'KB', 'MB', 'GB' and 'TB'",
                        name,
                    )
                unit = BYTE_UNITS[name.text]
            return Literal(start, "BYTES", float(token.text) * unit)
        if self.is_(ID):
            return Literal(start, "DURATION", sign * float(token.text) * self.unit())
        if wanted == "REAL" or token.kind == REAL:
            return Literal(start, "REAL", sign * float(token.text))
        return Literal(start, "INT", sign * int(token.text))

    def named(self, wanted: str) -> Expression:
        token = self.token
        if token.text in ("true", "false") and self.tokens[self.at + 1].kind != ".":
            self.next()
            return Literal(token, "BOOL", token.text == "true")
        if token.text in ("regsub", "regsuball"):
            return self.substitution()
        names = self.dotted()
        name = ".".join(one.text for one in names)
        for length in range(len(names), 0, -1):
            partial = ".".join(one.text for one in names[:length])
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

    def symbol(self, wanted: str, token: Token, name: str) -> Expression:
        program = self.program
        if token.text == "default" and name == "default":
            if wanted != "BACKEND":
                self.fail("Symbol 'default' is a reserved word.")
            self.next()
            return Symbol(token, "BACKEND", program.default_backend or "default")
        for kind, table in (("BACKEND", program.backends), ("ACL", program.acls), ("PROBE", program.probes)):
            if token.text in table:
                self.next()
                self.refer(kind.lower(), token)
                return Symbol(token, kind, token.text)
        if wanted == "BACKEND" and token.text == name:
            self.next()
            self.refer("backend", token)
            return Symbol(token, "BACKEND", token.text)
        self.fail(f"Symbol not found: '{name}'\nAt:")

    def substitution(self) -> Expression:
        token = self.next()
        self.expect("(")
        subject = self.expression("STRING")
        self.expect(",")
        regex = self.expression("REGEX")
        assert isinstance(regex, Literal)
        self.expect(",")
        replacement = self.expression("STRING")
        self.expect(")")
        return Substitution(token, "STRING", subject, regex.value, replacement, token.text == "regsuball")

    # Functions of vmods.
    def call_function(self, token: Token, name: str, signature: Signature) -> FunctionCall:
        opening = self.expect("(")
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
        self.expect(")")
        if signature.methods is not None:
            self.use("action", name, opening, signature.methods)
        return FunctionCall(token, signature.returns, name, given)

    @staticmethod
    def slot(parameter: Parameter, index: int) -> str:
        return parameter.name or f"argument {index + 1}"

    def argument(self, parameter: Parameter) -> Expression:
        start = self.token
        if parameter.type == "HEADER":
            value = self.either("HEADER")
            if value.type != "HEADER":
                self.fail(f"Expression has type {value.type}, expected HEADER", start)
            return value
        return self.expression(parameter.type)


def _is_text(value: Expression) -> bool:
    return isinstance(value, Literal) and value.type == "STRING"


def parse(source: str) -> Program:
    """Raises CompileError for the first thing that varnishd would complain of."""
    try:
        return Parser(source).parse()
    except CompileError as error:
        error.source = source
        raise
    except RecursionError:
        raise CompileError("The VCL is nested too deeply", 1, source=source) from None
