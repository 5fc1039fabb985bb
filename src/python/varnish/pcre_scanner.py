"""Reads the small parts of a pattern: escapes, names, numbers, quantifiers and the insides of brackets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NoReturn

from . import pcre_sets as sets
from .pcre_nodes import RegexError
from .pcre_sets import Set

_CONTROL = {"n": "\n", "r": "\r", "t": "\t", "f": "\f", "e": "\x1b", "a": "\a"}
_HEX = "0123456789abcdefABCDEF"
_NAME_LIMIT = 32
MOST_REPEATS = 65535
#: Edges of words, each with whether the word is behind it.
_WORD_EDGES = {"[[:<:]]": False, "[[:>:]]": True}


@dataclass
class Flags:
    """The options that `(?imsxnJU)` set."""

    fold: bool = False
    dotall: bool = False
    multiline: bool = False
    extended: bool = False
    extended_more: bool = False
    no_capture: bool = False
    duplicates: bool = False
    ungreedy: bool = False

    def copy(self) -> Flags:
        """For a group, whose own changes end with it."""
        return Flags(**vars(self))


class Scanner:
    """A pattern as characters, each of which is a byte, and the place in it."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.at = 0
        self.end = len(pattern)

    def fail(self, message: str, offset: int | None = None) -> NoReturn:
        """Raises RegexError at an offset, which is this place where none is given."""
        raise RegexError(message, self.at if offset is None else offset)

    @property
    def char(self) -> str:
        """The character here, "" at the end."""
        return self.pattern[self.at : self.at + 1]

    def peek(self, text: str) -> bool:
        """Whether this text stands here; nothing is taken."""
        return self.pattern.startswith(text, self.at)

    def take(self, text: str) -> bool:
        """Takes the text if it stands here, and says whether it did."""
        if self.peek(text):
            self.at += len(text)
            return True
        return False

    # Numbers and names.
    def digits(self, most: int, message: str) -> int | None:
        """A number, None where there is none; `message` is the error for one over `most`."""
        start = self.at
        while self.char and self.char in "0123456789":
            self.at += 1
            if int(self.pattern[start : self.at]) > most:
                self.fail(message)
        return int(self.pattern[start : self.at]) if self.at > start else None

    def relative(self, groups: int, message: str) -> int | None:
        """A group's number, of which `+` and `-` count from here; None where there is none."""
        start = self.at
        sign = self.char if self.char and self.char in "+-" else ""
        self.at += len(sign)
        number = self.digits(MOST_REPEATS, "subpattern number is too big")
        if number is None:
            if sign and message:
                self.fail(message)
            self.at = start
            return None
        if not sign:
            return number
        if number == 0:
            self.fail("a relative value of zero is not allowed")
        if sign == "+":
            return groups + number
        if number > groups:
            self.fail("reference to non-existent subpattern")
        return groups - number + 1

    def name(self, closing: str) -> str:
        """A group's name with the character that ends it. RegexError for one that begins with a digit, or is longer than 32
        characters."""
        start = self.at
        if not self.char:
            self.fail("subpattern name expected")
        if self.char.isdigit() and self.char.isascii():
            self.fail("subpattern name must start with a non-digit")
        while self.char and self.char in sets.WORD:
            self.at += 1
        name = self.pattern[start : self.at]
        if len(name) > _NAME_LIMIT:
            self.fail("subpattern name is too long (maximum 32 code units)")
        if not name:
            self.fail("subpattern name expected")
        if not self.take(closing):
            self.fail("syntax error in subpattern name (missing terminator?)")
        return name

    # Quantifiers.
    def quantifier(self) -> tuple[int, int] | None:
        """Least and most rounds, -1 for no limit; None where there is no quantifier, in which case nothing is taken."""
        char = self.char
        if char and char in "*+?":
            self.at += 1
            return {"*": (0, -1), "+": (1, -1), "?": (0, 1)}[char]
        if char != "{" or not self.is_braced_quantifier():
            return None
        self.at += 1
        message = "number too big in {} quantifier"
        least = self.digits(MOST_REPEATS, message) or 0
        most: int | None = least
        if self.take(","):
            most = -1 if self.char == "}" else self.digits(MOST_REPEATS, message)
        assert most is not None
        if 0 <= most < least:
            self.fail("numbers out of order in {} quantifier")
        self.at += 1
        return least, most

    def is_braced_quantifier(self) -> bool:
        """Whether the brace here opens `{2}`, `{2,}` or `{2,3}`; any other is a character of its own (pcre2pattern,
        "Repetition")."""
        at = self.at + 1
        start = at
        while self.pattern[at : at + 1].isdigit() and self.pattern[at].isascii():
            at += 1
        if at == start:
            return False
        if self.pattern[at : at + 1] == ",":
            at += 1
            while self.pattern[at : at + 1].isdigit() and self.pattern[at].isascii():
                at += 1
        return self.pattern[at : at + 1] == "}"

    # Escapes, after the backslash.
    def character_escape(self, char: str, groups: int, *, inside: bool) -> str | None:
        """The character for an escape whose letter has been taken; None for one that stands for something else."""
        if char in _CONTROL:
            return _CONTROL[char]
        if char == "0":
            return self.octal(char, 2)
        if char.isdigit() and char.isascii():
            return self.numbered(char, groups, inside=inside)
        if char == "x":
            return self.hexadecimal()
        if char == "o":
            return self.braced_octal()
        if char == "c":
            return self.control()
        if char in "FLlUu" or (char == "N" and self.peek("{") and not self.is_braced_quantifier()):
            if char == "N" and self.peek("{U+") and not inside:
                self.fail("\\N{U+dddd} is supported only in Unicode (UTF) mode")
            self.fail("PCRE2 does not support \\F, \\L, \\l, \\N{name}, \\U, or \\u")
        if not (char.isascii() and char.isalnum()):
            return char
        return None

    def octal(self, first: str, more: int) -> str:
        """The digit that was taken and up to `more` after it; RegexError for more than a byte."""
        digits = first
        while more and self.char and self.char in "01234567":
            digits += self.char
            self.at += 1
            more -= 1
        if int(digits, 8) > 255:
            self.fail("octal value is greater than \\377 in 8-bit non-UTF-8 mode")
        return chr(int(digits, 8))

    def numbered(self, first: str, groups: int, *, inside: bool) -> str | None:
        """A digit after a backslash: a reference (None), an octal number, or itself."""
        if not inside:
            start = self.at
            digits = first
            while self.char and self.char in "0123456789":
                digits += self.char
                self.at += 1
            if len(digits) > 10 or int(digits) > 2147483647:
                self.fail("subpattern number is too big")
            number = int(digits)
            self.at = start
            if number < 10 or number <= groups or first in "89":
                return None
        elif first in "89":
            return first
        return self.octal(first, 2)

    def hexadecimal(self) -> str:
        r"""`\x`, with no digit, one or two, which is byte 0 for none; or any number of them in braces."""
        if not self.take("{"):
            digits = ""
            while len(digits) < 2 and self.char and self.char in _HEX:
                digits += self.char
                self.at += 1
            return chr(int(digits or "0", 16))
        return self.braced(_HEX, 16, "non-hex character in \\x{} (closing brace missing?)")

    def braced_octal(self) -> str:
        r"""`\o{...}`."""
        if not self.take("{"):
            self.fail("missing opening brace after \\o")
        return self.braced("01234567", 8, "non-octal character in \\o{} (closing brace missing?)")

    def braced(self, digits: str, base: int, message: str) -> str:
        """The byte whose number stands here, up to and with the closing brace."""
        if self.char in ("", "}"):
            self.fail("digits missing in \\x{} or \\o{} or \\N{U+}")
        value = 0
        while self.char and self.char in digits:
            value = value * base + int(self.char, base)
            self.at += 1
            if value > 255:
                while self.char and self.char in digits:
                    self.at += 1
                self.fail("character code point value in \\x{} or \\o{} is too large")
        if not self.take("}"):
            self.fail(message)
        return chr(value)

    def control(self) -> str:
        r"""`\c` and a printable character of ASCII: its upper case with bit 6 turned over."""
        char = self.char
        if not char:
            self.fail("\\c at end of pattern")
        if not " " <= char <= "~":
            self.fail("\\c must be followed by a printable ASCII character")
        self.at += 1
        return chr(ord(char.upper()) ^ 0x40)

    def unicode_property(self, *, negated: bool) -> Set:
        r"""`\p{Lu}`, `\pL`. Without Unicode mode it is asked of characters up to 255, as Latin-1 has them."""
        if not self.char:
            self.fail("malformed \\P or \\p sequence")
        if self.take("{"):
            start = self.at
            while self.char and self.char != "}":
                self.at += 1
            if not self.char:
                self.fail("malformed \\P or \\p sequence")
            name = self.pattern[start : self.at]
        else:
            name = self.char
        self.at += 1
        found = sets.of_property(name)
        if found is None:
            self.fail("unknown property after \\P or \\p")
        return sets.ALL - found if negated else found

    # Brackets.
    def word_edge(self) -> bool | None:
        """Whether `[[:>:]]` has been taken, or `[[:<:]]`, which are no sets but edges of words; None for neither."""
        for text, behind in _WORD_EDGES.items():
            if self.take(text):
                return behind
        return None

    def posix_name(self) -> bool:
        """Whether `[:name:]`, `[.x.]` or `[=x=]` stands here."""
        mark = self.pattern[self.at + 1 : self.at + 2]
        if mark not in (":", ".", "="):
            return False
        at = self.at + 2
        while at + 1 < self.end:
            one = self.pattern[at]
            if one == "\\" and self.pattern[at + 1] in "]\\":
                at += 1
            elif (one == "[" and self.pattern[at + 1] == mark) or one == "]":
                return False
            elif one == mark and self.pattern[at + 1] == "]":
                return True
            at += 1
        return False

    def bracket(self, flags: Flags) -> Set:
        """A set, after its opening bracket."""
        opening = self.at - 1
        self.at = opening
        if self.posix_name():
            collating = self.pattern[opening + 1] != ":"
            self.fail(
                "POSIX collating elements are not supported"
                if collating
                else "POSIX named classes are supported only within a class",
                opening,
            )
        self.at += 1
        negated = self.take("^")
        chars: set[str] = set()
        first = True
        #: The character that a `-` would make a range from; "" where there is none.
        low = ""
        quoted = False
        after_class = False
        while True:
            if not self.char:
                self.fail("missing terminating ] for character class")
            if quoted or self.peek("\\Q") or self.peek("\\E"):
                if self.take("\\E"):
                    quoted = False
                    continue
                if not quoted:
                    self.at += 2
                    quoted = True
                    continue
                one: str | Set = self.char
                self.at += 1
            elif self.char == "]" and not first:
                self.at += 1
                break
            elif flags.extended_more and self.char in " \t":
                self.at += 1
                continue
            elif self.char == "-" and low and self.pattern[self.at + 1 : self.at + 2] not in ("]", ""):
                self.at += 1
                high = self.class_item(flags)
                if not isinstance(high, str):
                    self.fail("invalid range in character class", self.at)
                if high < low:
                    self.fail("range out of order in character class", self.at - 1)
                span = frozenset(map(chr, range(ord(low), ord(high) + 1)))
                chars |= sets.folded(span) if flags.fold else span
                low, first = "", False
                continue
            else:
                ends = self.pattern[self.at + 1 : self.at + 2] in ("]", "")
                if self.char == "-" and after_class and not ends:
                    self.fail("invalid range in character class")
                one = self.class_item(flags)
            first = False
            after_class = not isinstance(one, str)
            if isinstance(one, str):
                low = one
                chars |= sets.folded(frozenset(one)) if flags.fold else {one}
            else:
                low = ""
                chars |= one
        return sets.ALL - chars if negated else frozenset(chars)

    def class_item(self, flags: Flags) -> str | Set:
        """A character, or a class of them."""
        if self.char == "[" and self.posix_name():
            return self.posix_class(flags)
        char = self.char
        self.at += 1
        if char != "\\":
            return char
        letter = self.char
        if not letter:
            self.fail("\\ at end of pattern")
        if letter in "QE":
            # `\Q` and `\E` between the ends of a range.
            self.at += 1
            return self.class_item(flags)
        self.at += 1
        if letter == "b":
            return "\b"
        if letter == "g":
            return "g"
        if letter == "N" and not self.peek("{"):
            self.fail("\\N is not supported in a class")
        if letter in sets.SHORT and letter not in "NC":
            return sets.SHORT[letter]
        if letter in "pP":
            return self.unicode_property(negated=letter == "P")
        found = self.character_escape(letter, 0, inside=True)
        if found is not None:
            return found
        if letter in "ABCGKRXZkz":
            self.fail("escape sequence is invalid in character class")
        self.fail("unrecognized character follows \\", self.at - 1)

    def posix_class(self, flags: Flags) -> Set:
        """`[:alpha:]` or `[:^alpha:]`; under `(?i)` upper and lower are any letter."""
        if self.pattern[self.at + 1] != ":":
            self.fail("POSIX collating elements are not supported")
        close = self.pattern.index(":]", self.at + 2)
        name = self.pattern[self.at + 2 : close]
        negated = name.startswith("^")
        bare = name.removeprefix("^")
        if bare not in sets.POSIX:
            self.fail("unknown POSIX class name", self.at + 2 + negated)
        if flags.fold and bare in ("upper", "lower"):
            bare = "alpha"
        self.at = close + 2
        return sets.ALL - sets.POSIX[bare] if negated else sets.POSIX[bare]
