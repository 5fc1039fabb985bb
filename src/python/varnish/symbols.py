"""The names of a VCL: what is defined, what is only spoken of, and what is Varnish's own. Letter case does not matter."""

from __future__ import annotations

from dataclasses import dataclass, field

from . import builtin
from .tokens import Token
from .variables import METHODS

#: Words of the language, with what varnishd calls them.
WORDS = {
    **dict.fromkeys(
        ["ban", "call", "hash_data", "if", "new", "return", "set", "synthetic", "unset"], "action"
    ),
    **dict.fromkeys(["acl", "sub", "backend", "probe", "import", "vcl", "include"], "reserved"),
    **dict.fromkeys(["regsub", "regsuball", "true", "false", "default"], "func"),
    **dict.fromkeys(["req", "bereq", "beresp", "resp", "now"], "var"),
}


@dataclass
class Symbol:
    """`kind` is sub, acl, backend, probe or vmod, or what varnishd calls its own words."""

    kind: str
    name: str
    #: Where it is defined and where it is first spoken of; None for nowhere.
    defined: Token | None = None
    first_use: Token | None = None
    #: It may go unused: the builtin's, and the backend that is the default.
    free: bool = False


@dataclass
class Symbols:
    """By name in lower case; the language's own words and the builtin's subroutines are there from the beginning."""

    table: dict[str, Symbol] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for word, kind in WORDS.items():
            self.table[word] = Symbol(kind, word, free=True)
        for name in [*(f"vcl_{method}" for method in METHODS), *builtin.EXTENSIBLE]:
            self.table[name] = Symbol("sub", name, free=True)

    def get(self, token: Token) -> Symbol | None:
        """What a name stands for, None for one that nobody has spoken of."""
        return self.table.get(token.key)

    def refer(self, kind: str, token: Token) -> Symbol:
        """A name that is spoken of, whether it is defined already or not. Its kind may turn out to be another."""
        symbol = self.table.get(token.key)
        if symbol is None:
            symbol = self.table[token.key] = Symbol(kind, token.text)
        if symbol.first_use is None:
            symbol.first_use = token
        return symbol

    def define(self, kind: str, token: Token) -> Symbol | str:
        """The symbol, or why it cannot be: varnishd's words."""
        found = self.table.get(token.key)
        words = {"acl": "ACL", "backend": "Backend", "probe": "Probe"}
        if found is None:
            if token.key.startswith("vcl_"):
                return "Symbols named 'vcl_*' are reserved.\nAt:"
            found = self.table[token.key] = Symbol(kind, token.text)
        elif found.kind != kind:
            if found.defined is not None:
                return f"Name '{token.text}' already defined."
            return f"Name {token.text} must have type '{found.kind}'."
        elif found.defined is not None:
            return f"{words[kind]} '{token.text}' redefined."
        found.name, found.defined = token.text, token
        return found

    def problems(self) -> list[tuple[str, Token]]:
        """What is spoken of and not defined, and what is defined and not spoken of, in the order in which varnishd looks."""
        found = []
        for _, symbol in sorted(self.table.items()):
            if symbol.free or symbol.kind not in ("sub", "acl", "backend", "probe"):
                continue
            if symbol.defined is None and symbol.first_use is not None:
                found.append((f"Undefined {symbol.kind} {symbol.name}, first reference:", symbol.first_use))
            elif symbol.defined is not None and symbol.first_use is None:
                found.append((f"Unused {symbol.kind} {symbol.name}, defined:", symbol.defined))
        return found
