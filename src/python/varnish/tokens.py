"""Turns VCL text into tokens, each with its line and column."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .errors import CompileError

ID, INTEGER, REAL, STRING, END = "ID", "CNUM", "FNUM", "CSTR", "EOI"

_SPACE = re.compile(r"[ \t\r\n\f\v]+|#[^\n]*|//[^\n]*")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_NUMBER = re.compile(r"(\d+)(\.\d*)?")
_LONG_OPEN = re.compile(r"\{([A-Za-z0-9_-]*)\"")
_PUNCTUATION = sorted(
    [
        "++",
        "--",
        "+=",
        "-=",
        "*=",
        "/=",
        "==",
        "!=",
        "<=",
        ">=",
        "<<",
        ">>",
        "!",
        "!~",
        "&&",
        "||",
        "{",
        "}",
        "(",
        ")",
        "[",
        "]",
        "+",
        "-",
        "*",
        "/",
        "=",
        "<",
        ">",
        "~",
        ";",
        ",",
        ".",
        "&",
        "|",
        "%",
    ],
    key=len,
    reverse=True,
)


@dataclass(frozen=True)
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
        return self.text if self.kind == STRING else f"'{self.text}'"

    def error(self, message: str, source: str = "") -> CompileError:
        return CompileError(message, self.line, self.column, source, len(self.text.split("\n")[0]))


def tokenize(text: str, *, own: bool = True) -> list[Token]:
    """All tokens of a VCL, without an end token.

    Raises CompileError for what no token can begin with and for strings and comments that do not end.
    """
    tokens: list[Token] = []
    at = 0
    line = 1
    line_start = 0

    def fail(message: str, position: int, width: int = 1) -> CompileError:
        return CompileError(message, line, position - line_start + 1, text, width)

    while at < len(text):
        start = at
        value = ""
        if space := _SPACE.match(text, at):
            at = space.end()
            kind = ""
        elif text.startswith("/*", at):
            end = text.find("*/", at + 2)
            if end < 0:
                raise fail("Unterminated /* ... */ comment, starting at", at, 2)
            inner = text.find("/*", at + 2)
            if 0 <= inner < end:
                line += text.count("\n", at, inner)
                line_start = text.rfind("\n", 0, inner) + 1
                raise fail("/* ... */ comment contains /*", inner, 2)
            at = end + 2
            kind = ""
        elif text.startswith("C{", at):
            end = text.find("}C", at)
            if end < 0:
                raise fail("Unterminated inline C source, starting at", at, 2)
            at, kind = end + 2, "CSRC"
        elif text.startswith('"""', at):
            end = text.find('"""', at + 3)
            if end < 0:
                raise fail("Unterminated long-string, starting at", at, 3)
            kind, value, at = STRING, text[at + 3 : end], end + 3
        elif text[at] == '"':
            end = at + 1
            while end < len(text) and text[end] not in '"\r\n':
                end += 1
            if end >= len(text) or text[end] != '"':
                raise fail("Unterminated string at", at, end - at)
            kind, value, at = STRING, text[at + 1 : end], end + 1
        elif opening := _LONG_OPEN.match(text, at):
            closing = f'"{opening[1]}}}'
            end = text.find(closing, opening.end())
            if end < 0:
                raise fail("Unterminated long-string, starting at", at, 2)
            kind, value, at = STRING, text[opening.end() : end], end + len(closing)
        elif name := _NAME.match(text, at):
            kind, at = ID, name.end()
        elif number := _NUMBER.match(text, at):
            kind, at = (REAL if number[2] is not None else INTEGER), number.end()
            if len(number[1]) > 15:
                raise fail("Too many digits for integer.", start, at - start)
            if number[2] and len(number[2]) > 4:
                raise fail("Too many decimals for real.", start, at - start)
        else:
            kind = next((sign for sign in _PUNCTUATION if text.startswith(sign, at)), "")
            if not kind:
                raise fail(f"Syntax error at '{text[at]}'", at)
            at += len(kind)
        if kind:
            tokens.append(Token(kind, text[start:at], line, start - line_start + 1, value, own))
        breaks = text.count("\n", start, at)
        if breaks:
            line += breaks
            line_start = text.rfind("\n", 0, at) + 1
    return tokens
