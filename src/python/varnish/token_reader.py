"""What every part of the parser stands on: the token that comes next, and what is wrong with it."""

from __future__ import annotations

from functools import cache
from typing import NoReturn

from . import builtin
from .nodes import Program
from .symbols import Symbol, Symbols
from .tokens import BLOB, END, ID, INTEGER, REAL, STRING, Token, tokenize

UNITS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0, "w": 604800.0, "y": 31536000.0}

#: Brackets within one another; nobody needs as many.
DEEPEST = 1_100


@cache
def _builtin_tokens() -> tuple[Token, ...]:
    return tuple(
        Token(one.kind, one.text, one.line + builtin.FIRST_LINE - 1, one.column, one.value, own=False)
        for one in tokenize("vcl 4.0;" + builtin.BUILTIN, own=False)
    )


class TokenReader:
    """The reader's VCL, then the builtin, then an end token."""

    def __init__(self, source: str) -> None:
        self.program = Program(source)
        self.symbols = Symbols()
        self.tokens = [*tokenize(source), *_builtin_tokens()]
        self.refuse_includes()
        if not self.tokens[0].own:  # an empty file: varnishd finds the builtin's version line, and no backend
            self.tokens[0] = Token(ID, "vcl", 1, 1)
        last = self.tokens[-1]
        self.tokens.append(Token(END, "", last.line, last.column + 1, own=False))
        self.at = 0
        self.depth = 0

    def refuse_includes(self) -> None:
        """varnishd reads what is included before it looks at anything else, wherever the word stands."""
        for word, path, end in zip(self.tokens, self.tokens[1:], self.tokens[2:], strict=False):
            if not word.own or word.kind != ID or word.text != "include":
                continue
            if path.kind != STRING:
                self.fail("include not followed by string constant.", path if path.own else word)
            if end.kind != ";":
                self.fail("include <string> not followed by semicolon.", path)
            self.fail(f"Cannot read file '{path.value}': here a VCL is one file, without include", path)

    def deeper(self, levels: int = 1) -> None:
        """Goes into brackets, or out of them with -1. A browser has little room for what is nested."""
        self.depth += levels
        if self.depth > DEEPEST:
            self.fail("The VCL is nested too deeply")

    @property
    def token(self) -> Token:
        """The one that comes next; END for ever once there is none."""
        return self.tokens[self.at]

    def fail(self, message: str, token: Token | None = None) -> NoReturn:
        """Raises the CompileError that names a token, which is the next one where none is given."""
        raise (token or self.token).error(message, self.program.source)

    def next(self) -> Token:
        """The token, taken."""
        token = self.token
        if token.kind != END:
            self.at += 1
        return token

    def is_(self, kind: str) -> bool:
        """Whether a token of this kind comes; a sign is its own kind."""
        return self.token.kind == kind

    def is_word(self, *words: str) -> bool:
        """Whether one of these words comes, in these letters."""
        return self.token.kind == ID and self.token.text in words

    def take(self, kind: str) -> bool:
        """Takes a token of this kind, and says whether it did."""
        if self.is_(kind):
            self.at += 1
            return True
        return False

    def expect(self, kind: str) -> Token:
        """A token of this kind, taken; CompileError for any other."""
        if not self.is_(kind):
            wanted = kind if kind in (ID, INTEGER, REAL, STRING, BLOB) else f"'{kind}'"
            self.fail(f"Expected {wanted} got {self.token}")
        return self.next()

    def dotted(self) -> list[Token]:
        """The names that dots join from here on, not taken yet."""
        names = [self.token]
        at = self.at + 1
        while self.tokens[at].kind == "." and self.tokens[at + 1].kind == ID:
            names.append(self.tokens[at + 1])
            at += 2
        return names

    def defined(self, kind: str, called: str) -> Symbol:
        """The name of a backend, probe or ACL, which is defined here."""
        name = self.name(called)
        symbol = self.symbols.define(kind, name)
        if isinstance(symbol, str):
            self.fail(symbol, name)
        return symbol

    def name(self, called: str) -> Token:
        """A name without dots; `called` is what has it, for the error about one with dots."""
        names = self.dotted() if self.is_(ID) else []
        token = self.expect(ID)
        if len(names) > 1:
            whole = ".".join(one.text for one in names)
            self.fail(f"Name of {called}, '{whole}', contains illegal character '.'", token)
        return token

    def duration(self) -> float:
        """A number with its unit, in seconds."""
        if not self.is_(INTEGER) and not self.is_(REAL):
            self.fail(f"Expected number, got {self.token}")
        number = float(self.next().text)
        return number * self.unit()

    def unit(self) -> float:
        """Seconds in a unit, of which VCL has seven."""
        unit = self.expect(ID)
        if unit.text not in UNITS:
            self.fail(
                f"Unknown duration unit '{unit.text}'\n"
                "Legal duration units are 'ms', 's', 'm', 'h', 'd', 'w' and 'y'",
                unit,
            )
        return UNITS[unit.text]
