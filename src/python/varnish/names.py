"""What a name in a VCL stands for: a variable or a header, a function of a vmod, or something that the VCL itself declares."""

from __future__ import annotations

from typing import NoReturn

from .declarations import Declarations
from .nodes import Expression, Literal, Read, ReadHeader, Sub, Symbol, Use
from .signatures import VMODS, Signature
from .tokens import STRING, Token
from .variables import HEADERS, NEW_VARIABLES, OLD_VARIABLES, VARIABLES

#: With its colon.
_LONGEST_HEADER = 127
_HEADER_MARKS = "!#$%&'*+-.^_`|~"
#: What has names of its own, which an expression may be.
_KINDS = ("backend", "acl", "probe", "sub")


class Names(Declarations):
    """Looks names up where the parser stands, and notes who uses what."""

    def __init__(self, source: str) -> None:
        super().__init__(source)
        #: The subroutine that is being read.
        self.sub: Sub | None = None
        self.variables = VARIABLES
        #: Spelling of headers: varnishd knows each by the letters in which it first meets it.
        self.spellings: dict[tuple[str, str], str] = {}

    def function(self, name: str) -> Signature | None:
        """A function of a vmod that the VCL imports; None for any other name."""
        vmod = name.split(".")[0]
        return VMODS[vmod].get(name) if vmod in self.program.imports else None

    def not_found(self, name: str) -> NoReturn:
        """Says so of a variable that the other version of VCL has."""
        hint = ""
        if self.program.version == (4, 0) and name.lower() in NEW_VARIABLES:
            hint = " (Only available when 4.1 <= VCL syntax)"
        elif self.program.version == (4, 1) and name.lower() in OLD_VARIABLES:
            hint = " (Only available when VCL syntax <= 4.0)"
        self.fail(f"Symbol not found: '{name}'{hint}\nAt:")

    def use(self, kind: str, name: str, token: Token, allowed: frozenset[str]) -> None:
        """Notes a use in the subroutine that is being read: whether it is allowed there is told once it is known who calls it."""
        if self.sub is not None:
            self.sub.uses.append(Use(kind, name, token, allowed))

    def lookup_variable(self, *, whole: bool = False) -> Read | ReadHeader | None:
        """The variable at this token, taken; None leaves the tokens alone. `whole`: nothing may be left of the dotted name."""
        names = self.dotted()
        texts = [one.key for one in names]
        start = names[0]
        if len(texts) >= 2 and texts[1] == "http" and texts[0] in HEADERS:
            if len(texts) >= 3:
                self.at += 5
                return ReadHeader(start, "HEADER", texts[0], self.spelling(texts[0], names[2].text))
            following = self.tokens[self.at + 3 : self.at + 5]
            if len(following) == 2 and following[0].kind == "." and following[1].kind == STRING:
                if self.program.version == (4, 0):
                    self.fail("Quoted headers are available for VCL >= 4.1.\nAt:", following[1])
                self.at += 5
                return ReadHeader(start, "HEADER", texts[0], self.spelling(texts[0], following[1].value))
            return None
        for length in range(len(texts), len(texts) - 1 if whole else 0, -1):
            name = ".".join(texts[:length])
            if name in self.variables:
                return self.taken(Read(start, self.variables[name].type, name), length)
        return None

    def spelling(self, scope: str, header: str) -> str:
        """The name of a header, as it was first written. CompileError for one that HTTP does not allow (RFC 9110 5.6.2,
        tokens), or that is too long."""
        strange = next(
            (one for one in header if not (one.isascii() and (one.isalnum() or one in _HEADER_MARKS))), None
        )
        if strange is not None:
            self.fail(f"Invalid character '{strange}' in header name.", self.token)
        if not header or len(header) + 1 > _LONGEST_HEADER:
            self.fail(f"HTTP header ({header[:20]}..) is too long.", self.token)
        return self.spellings.setdefault((scope, header.lower()), header)

    def taken(self, variable: Read, length: int) -> Read:
        """Goes past the names and dots that a variable is written with."""
        self.at += 2 * length - 1
        return variable

    def symbol(self, wanted: str, token: Token, name: str) -> Expression:
        """A backend, ACL, probe or subroutine. Where one of these is wanted, it may be defined later."""
        found = self.symbols.get(token)
        if token.key == "default":
            return self.default(wanted, token)
        if found is not None and found.kind in ("action", "reserved"):
            self.fail(f"Symbol '{token.text}' type ({found.kind}) can not be used in expression.")
        kind = wanted.lower()
        if found is None or found.kind in ("vmod", "var"):
            if kind not in _KINDS or len(self.dotted()) > 1:
                self.not_found(name)
            self.of_kind(kind, token)
        elif found.kind == "sub" and kind != "sub":
            self.fail(f"Symbol '{token.text}' can only be used as a SUB expression", self.tokens[self.at + 1])
        elif found.kind in _KINDS:
            kind = found.kind
            self.symbols.refer(kind, token)
        self.next()
        if wanted == "STRING" and kind in ("acl", "probe"):
            return Literal(token, "STRING", token.text)
        return Symbol(token, kind.upper(), token.key)

    def default(self, wanted: str, token: Token) -> Expression:
        """The name `default`, which is that of a backend or a probe."""
        self.next()
        if wanted == "BACKEND":
            return Symbol(token, "BACKEND", self.program.default_backend or "default")
        if wanted == "PROBE" and "default" in self.program.probes:
            return Symbol(token, "PROBE", "default")
        self.fail(f"Symbol '{token.text}' is a reserved word.", token)

    def of_kind(self, kind: str, token: Token) -> None:
        """A name that must be that of a subroutine, ACL or backend, here or further down."""
        found = self.symbols.get(token)
        variable = self.variables.get(token.key)
        if token.key in ("default", "true", "false"):
            self.fail(f"Symbol '{token.text}' is a reserved word.", token)
        if variable is not None or (found is not None and found.kind in _KINDS and found.kind != kind):
            have = variable.type if variable is not None else found.kind.upper() if found else ""
            self.fail(f"Expression has type {have}, expected {kind.upper()}", token)
        if found is not None and found.kind in ("action", "reserved", "func"):
            self.fail(f"Symbol '{token.text}' type ({found.kind}) can not be used in expression.", token)
        if found is not None and found.kind == "vmod":
            self.fail(f"Undefined {kind} {token.text}, first reference:", token)
        if found is None and kind != "sub" and token.key.startswith("vcl_"):
            self.fail("Symbols named 'vcl_*' are reserved.\nAt:", token)
        self.symbols.refer(kind, token)
