"""Turns VCL text into tokens, each with its line and column."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .errors import CompileError

ID, INTEGER, REAL, STRING, BLOB, CODE, END = "ID", "CNUM", "FNUM", "CSTR", "CBLOB", "CSRC", "EOI"

#: A VCL for people has some hundred lines. What is longer than this is no VCL that somebody wants to look into.
MOST_TOKENS = 50_000

_TOKEN = re.compile(
    r"""
      (?P<space>(?:[ \t\r\n\f\v]+|\#[^\n]*|//[^\n]*)+)
    | (?P<comment>/\*)
    | (?P<code>C\{)
    | (?P<ID>[A-Za-z][A-Za-z0-9_-]*)
    | (?P<number>\d+(?:\.\d*)?)
    | (?P<long>\"\"\"|\{")
    | (?P<text>"[^"\r\n]*)
    | (?P<blob>:)
    | (?P<sign>\+\+|--|\+=|-=|\*=|/=|==|!=|<=|>=|<<|>>|!~|&&|\|\||[!{}()+\-*/=<>~;,.&|%])
    """,
    re.VERBOSE,
)
_BLOB = re.compile(r":(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?:")
#: What the C library would read as a number and VCL does not: Varnish's own compiler stops there.
_FOREIGN_NUMBER = re.compile(r"0[xX][0-9A-Fa-f.]|\d+(?:\.\d*)?[eE][+-]?\d")


@dataclass(frozen=True, slots=True)
class Token:
    """`text` as it is written; `value` is what a string says without its quotes. `own` tells the reader's VCL from the builtin."""

    kind: str
    text: str
    line: int
    column: int
    value: str = ""
    own: bool = True

    def __str__(self) -> str:
        if self.kind == END:
            return "end of input"
        return f"'{self.text}'"

    @property
    def key(self) -> str:
        """A name as it is looked up: VCL's symbols are known in any letter case."""
        return self.text.lower()

    def error(self, message: str, source: str = "") -> CompileError:
        """The CompileError that names this token. With `source` it shows the line."""
        return CompileError(message, self.line, self.column, source, len(self.text.split("\n")[0]))


class _Lexer:
    def __init__(self, text: str, *, own: bool) -> None:
        self.text = text
        self.own = own
        self.tokens: list[Token] = []
        self.line = 1
        self.line_start = 0

    def fail(self, message: str, at: int, width: int = 1) -> CompileError:
        return CompileError(message, self.line, at - self.line_start + 1, self.text, width)

    def read(self) -> list[Token]:
        at = 0
        text = self.text
        while at < len(text):
            found = _TOKEN.match(text, at)
            if found is None:
                raise self.fail(f"Syntax error at '{text[at]}'", at)
            kind = found.lastgroup or ""
            end, value = found.end(), ""
            if kind not in ("space", "ID", "sign"):
                kind, end, value = self.special(kind, at, end)
            if kind == "ID" or kind == "sign" or kind in (STRING, INTEGER, REAL, BLOB, CODE):
                word = text[at:end]
                self.tokens.append(
                    Token(
                        word if kind == "sign" else kind,
                        word,
                        self.line,
                        at - self.line_start + 1,
                        value,
                        self.own,
                    )
                )
                if len(self.tokens) > MOST_TOKENS:
                    raise self.fail(
                        f"The VCL is too long for this interpreter: it reads {MOST_TOKENS:,} tokens", at
                    )
            breaks = text.count("\n", at, end)
            if breaks:
                self.line += breaks
                self.line_start = text.rfind("\n", 0, end) + 1
            at = end
        return self.tokens

    def special(self, kind: str, at: int, end: int) -> tuple[str, int, str]:
        """Kind, end and value of what takes more than one pattern to read."""
        text = self.text
        if kind == "comment":
            return kind, self.comment(at), ""
        if kind == "code":
            close = text.find("}C", at)
            if close < 0:
                raise self.fail("Unterminated inline C source, starting at", at, 2)
            return CODE, close + 2, ""
        if kind == "long":
            closing = '"""' if text[at] == '"' else '"}'
            close = text.find(closing, end)
            if close < 0:
                raise self.fail("Unterminated long-string, starting at", at, end - at)
            return STRING, close + len(closing), text[end:close]
        if kind == "text":
            if text[end : end + 1] != '"':
                raise self.fail("Unterminated string, starting at", at, end - at)
            return STRING, end + 1, text[at + 1 : end]
        if kind == "blob":
            blob = _BLOB.match(text, at)
            if blob is None:
                raise self.fail("Syntax error at ':'", at)
            return BLOB, blob.end(), blob[0][1:-1]
        return self.number(at, end), end, ""

    def comment(self, at: int) -> int:
        close = self.text.find("*/", at + 2)
        inner = self.text.find("/*", at + 2)
        if inner >= 0 and (close < 0 or inner < close):
            raise self.fail("/* ... */ comment contains /*", at, 2)
        if close < 0:
            raise self.fail("Unterminated /* ... */ comment, starting at", at, 2)
        return close + 2

    def number(self, at: int, end: int) -> str:
        whole, point, decimals = self.text[at:end].partition(".")
        if _FOREIGN_NUMBER.match(self.text, at):
            raise self.fail("Numbers are written in plain decimals.", at, end - at)
        if len(whole) > 15:
            raise self.fail("Too many digits for integer.", at, end - at)
        if len(decimals) > 3:
            raise self.fail("Too many decimals for real.", at, end - at)
        return REAL if point else INTEGER


def tokenize(text: str, *, own: bool = True) -> list[Token]:
    """All tokens of a VCL, without an end token.

    Raises CompileError for what no token can begin with and for strings and comments that do not end.
    """
    return _Lexer(text, own=own).read()
