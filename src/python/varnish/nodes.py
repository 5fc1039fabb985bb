"""What the parser makes of a VCL: declarations, statements and expressions, each with its line and its type."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from .addresses import Network
from .regex import Regex
from .tokens import Token

LARGEST_INT = 2**31 - 1
_LARGEST_LONG = 2**63 - 1


@dataclass(frozen=True)
class Constant:
    """A whole number of the VCL's own. `is_long` where C needs 64 bits for it; two numbers of 32 bits make another of 32."""

    value: int
    is_long: bool

    @property
    def overflows(self) -> bool:
        """Whether C would have no room for it."""
        most = _LARGEST_LONG if self.is_long else LARGEST_INT
        return not -most - 1 <= self.value <= most


# Expressions. `type` is a VCL type; that of text is STRING however many parts it has.
@dataclass
class Expression:
    """What has a value. `token` is where an error about it points."""

    token: Token
    type: str

    @property
    def line(self) -> int:
        """Line from 1, in the reader's VCL or in the builtin."""
        return self.token.line


@dataclass
class Literal(Expression):
    """A value that stands in the VCL: str, int, float, bool, an address, a Regex."""

    value: Any


@dataclass
class Read(Expression):
    """A variable: `req.url`."""

    name: str


@dataclass
class ReadHeader(Expression):
    """A header: `req.http.Cookie`. Its type is HEADER until it is used as text."""

    scope: str
    header: str


@dataclass
class Symbol(Expression):
    """A backend, an ACL or a subroutine, by name."""

    name: str


@dataclass
class Concatenation(Expression):
    """Texts joined by `+`."""

    parts: list[Expression]


@dataclass
class AsString(Expression):
    """A value as it is written out."""

    value: Expression


@dataclass
class AsBool(Expression):
    """A value as a condition."""

    value: Expression


@dataclass
class Not(Expression):
    """`!`."""

    value: Expression


@dataclass
class Both(Expression):
    """`&&`, over all of them."""

    values: list[Expression]


@dataclass
class Either(Expression):
    """`||`, over all of them."""

    values: list[Expression]


@dataclass
class Arithmetic(Expression):
    """One of `+ - * / %`, of the type that comes out."""

    sign: str
    left: Expression
    right: Expression
    #: Of whole numbers that the VCL itself writes.
    constant: Constant | None = None


@dataclass
class Negative(Expression):
    """A minus before an expression; that of a number is part of the number."""

    value: Expression


@dataclass
class Comparison(Expression):
    """One of `== != < <= > >=`, of two values of one type."""

    sign: str
    left: Expression
    right: Expression


@dataclass
class RegexMatch(Expression):
    """`~`, or `!~` where `wanted` is False."""

    wanted: bool
    left: Expression
    regex: Regex


@dataclass
class AclMatch(Expression):
    """An address within an ACL; `wanted` is False for `!~`."""

    wanted: bool
    left: Expression
    acl: str


@dataclass
class Substitution(Expression):
    """regsub(), or regsuball() where `every` is True."""

    subject: Expression
    regex: Regex
    replacement: Expression
    every: bool


@dataclass
class FunctionCall(Expression):
    """A function of a vmod, `arguments` by parameter name."""

    function: str
    arguments: dict[str, Any]


@dataclass
class MethodCall(Expression):
    """A function of a type, as in `req.http.Host.lower()`."""

    value: Expression
    method: str


# Statements.
@dataclass
class Statement:
    """What is done. `token` is the word that begins it."""

    token: Token

    @property
    def line(self) -> int:
        """Line from 1, in the reader's VCL or in the builtin."""
        return self.token.line


@dataclass
class Set(Statement):
    """`sign` is `=`, `+=` or the like."""

    target: Read | ReadHeader
    sign: str
    value: Expression


@dataclass
class Unset(Statement):
    """A header, or `bereq.body`."""

    target: Read | ReadHeader


@dataclass
class If(Statement):
    """Conditions with their blocks, in order; the condition of `else` is None."""

    branches: list[tuple[Expression | None, list[Statement]]]


@dataclass
class Block(Statement):
    """Statements in braces of their own."""

    body: list[Statement]


@dataclass
class CallSub(Statement):
    """`name` in lower case, as the program has it; `name_token` as it is written."""

    name: str
    name_token: Token


@dataclass
class Return(Statement):
    """`action` None ends only the subroutine that was called."""

    action: str | None
    arguments: list[Expression] = field(default_factory=list)


@dataclass
class Ban(Statement):
    """ban(), whose text is read only when it runs."""

    expression: Expression


@dataclass
class HashData(Statement):
    """hash_data()."""

    value: Expression


@dataclass
class Synthetic(Statement):
    """synthetic()."""

    value: Expression


@dataclass
class Evaluate(Statement):
    """A function called for what it does."""

    call: Expression


# Declarations.
@dataclass
class Use:
    """A place where a variable is read, set or unset, or a statement that only some subroutines allow."""

    kind: str
    name: str
    token: Token
    allowed: frozenset[str]


@dataclass
class Sub:
    """A subroutine, all parts of one name together: the reader's first, then the builtin's."""

    name: str
    token: Token
    #: Written by the reader; the builtin's is added to it at the end.
    own: bool
    body: list[Statement] = field(default_factory=list)
    calls: list[CallSub] = field(default_factory=list)
    returns: list[tuple[str, Token]] = field(default_factory=list)
    uses: list[Use] = field(default_factory=list)

    @property
    def method(self) -> str | None:
        """`recv` for vcl_recv; None for a subroutine that only `call` runs."""
        return self.name.removeprefix("vcl_") if self.predefined else None

    predefined: bool = False


@dataclass
class Backend:
    """`fields` has the attributes that are given, times in seconds (vcl-backend(7))."""

    name: str
    token: Token
    fields: dict[str, Any] = field(default_factory=dict)
    #: `backend x none;`
    none: bool = False
    probe: dict[str, Any] | None = None


@dataclass
class AclEntry:
    """A network, which for a single address is as wide as the address."""

    network: Network
    negated: bool
    token: Token


@dataclass
class Acl:
    """An ACL's entries in the order of the VCL, which does not decide: the narrowest does."""

    name: str
    token: Token | None
    entries: list[AclEntry] = field(default_factory=list)


@dataclass
class Program:
    """A VCL that compiles."""

    source: str
    version: tuple[int, int] = (4, 1)
    subs: dict[str, Sub] = field(default_factory=dict)
    backends: dict[str, Backend] = field(default_factory=dict)
    acls: dict[str, Acl] = field(default_factory=dict)
    probes: dict[str, dict[str, Any]] = field(default_factory=dict)
    default_backend: str | None = None
    imports: set[str] = field(default_factory=set)
    #: Names that are spoken of and not defined, or the other way round.
    problems: list[tuple[str, Token]] = field(default_factory=list)
    #: What varnishd itself takes, and the C compiler refuses.
    left_to_the_c_compiler: list[tuple[str, Token]] = field(default_factory=list)
