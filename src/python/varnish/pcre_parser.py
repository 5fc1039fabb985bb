"""PCRE2's syntax (10.42, without Unicode mode) as a tree. What PCRE2 refuses is refused here, in its words."""

from __future__ import annotations

from . import pcre_sets as sets
from . import pcre_sizes as sizes
from .pcre_nodes import (
    Assert,
    Atomic,
    Chars,
    Choice,
    Condition,
    Group,
    Keep,
    Look,
    Node,
    Pattern,
    RegexError,
    Repeat,
    Sequence,
    Verb,
)
from .pcre_references import References
from .pcre_scanner import Flags
from .pcre_widths import Widths

_DEEPEST = 250
_VERBS = {
    "F": "FAIL", "FAIL": "FAIL", "ACCEPT": "ACCEPT", "COMMIT": "COMMIT", "PRUNE": "PRUNE", "SKIP": "SKIP", "THEN": "THEN",
    "MARK": "", "": "",
}  # fmt: skip
_NEED_NAME = ("MARK", "")
#: `(*name:...)`: what each stands for among the groups that begin with a question mark.
_ALPHA = {
    "pla": "=", "positive_lookahead": "=", "nla": "!", "negative_lookahead": "!", "plb": "<=",
    "positive_lookbehind": "<=", "nlb": "<!", "negative_lookbehind": "<!", "napla": "=",
    "non_atomic_positive_lookahead": "=", "naplb": "<=", "non_atomic_positive_lookbehind": "<=", "atomic": ">",
}  # fmt: skip
#: Settings at the very beginning. Those about Unicode would change what a character is: not here.
_SETTINGS = (
    "NO_AUTO_POSSESS", "NO_START_OPT", "NO_JIT", "NO_DOTSTAR_ANCHOR", "NOTEMPTY_ATSTART", "NOTEMPTY", "LF", "BSR_UNICODE",
)  # fmt: skip
_ABSENT_SETTINGS = ("UTF", "UCP", "CRLF", "CR", "ANYCRLF", "ANY", "NUL", "BSR_ANYCRLF", "LIMIT_")
_EDGES = {"b": "edge", "B": "no-edge", "A": "start", "z": "end", "Z": "end-or-newline", "G": "origin"}
_FLAGS = {"i": "fold", "s": "dotall", "m": "multiline", "n": "no_capture", "J": "duplicates", "U": "ungreedy"}


class Parser(References):
    """Reads a whole pattern. Every method that fails raises RegexError, with PCRE2's words and the offset that it gives."""

    def __init__(self, pattern: str) -> None:
        super().__init__(pattern)
        self.looks: list[Look] = []
        #: Conditions with too many branches, which PCRE2 complains of last: messages and offsets.
        self.crowded: list[tuple[str, int]] = []
        self.bodies: dict[int, Node] = {}
        self.depth = 0
        #: At least how long the compiled pattern will be.
        self.size = 0
        #: Inside of how many lookarounds.
        self.looking = 0
        self.keep_in_look = False

    def parse(self) -> Pattern:
        r"""The tree, once nothing of the pattern is left. Raises RegexError for what PCRE2 refuses, in its order: what can be
        told while reading, then \K in lookarounds, references, size."""
        self.settings()
        root = self.alternatives(Flags())
        if self.char:
            self.fail("unmatched closing parenthesis")
        if self.keep_in_look:
            self.fail(
                "\\K is not allowed in lookarounds (but see PCRE2_EXTRA_ALLOW_LOOKAROUND_BSK)", self.end
            )
        self.bodies[0] = root
        unknown = self.resolve()
        widths = Widths(self.bodies)
        for look in self.looks:
            if look.behind:
                widths.check_behind(look)
        if unknown:
            raise RegexError("reference to non-existent subpattern", min(unknown))
        size = sizes.of_pattern(root)
        if size > sizes.LIMIT:
            self.fail("regular expression is too large", self.end)
        if self.crowded:
            raise RegexError(*self.crowded[0])
        return Pattern(root, self.groups, {one.number for one in self.calls}, widths.fixed)

    def settings(self) -> None:
        """pcre2pattern, "Special start-of-pattern items": those that change nothing of what a pattern without Unicode matches
        are read over; for the others RegexError says that they are not here."""
        while self.peek("(*"):
            name = self.pattern[self.at + 2 : (self.pattern + ")").index(")", self.at)]
            if name in _SETTINGS:
                self.at += len(name) + 3
            elif name.startswith(_ABSENT_SETTINGS) and name.removesuffix("8") not in _VERBS:
                self.fail(f"(*{name}) is not supported by this interpreter")
            else:
                return

    # Alternatives, their parts, and what repeats them.
    def alternatives(self, flags: Flags, *, reset: bool = False) -> Node:
        """`flags` belong to this group and are changed by what stands in it."""
        start = most = self.groups
        branches = [self.sequence(flags)]
        while self.take("|"):
            self.size += sizes.BRANCH
            most = max(most, self.groups)
            if reset:
                self.groups = start
            branches.append(self.sequence(flags))
        if reset:
            self.groups = max(most, self.groups)
        return branches[0] if len(branches) == 1 else Choice(branches)

    def sequence(self, flags: Flags) -> Node:
        """Up to a `|`, a closing parenthesis or the end, none of which is taken."""
        parts: list[Node] = []
        #: What stood last can be repeated.
        repeatable = False
        while self.char and self.char not in "|)":
            if self.skipped(flags):
                continue
            if self.take("\\Q"):
                end = self.pattern.find("\\E", self.at)
                text = self.pattern[self.at :] if end < 0 else self.pattern[self.at : end]
                self.at = self.end if end < 0 else end + 2
                for one in text:
                    parts.append(self.grown(self.literal(one, flags)))
                repeatable = repeatable or bool(text)
                continue
            if self.take("\\E"):
                continue
            bounds = self.quantifier()
            if bounds is not None:
                if not repeatable:
                    self.fail("quantifier does not follow a repeatable item")
                parts[-1] = self.repeated(parts[-1], bounds, flags)
                repeatable = False
                continue
            behind = self.word_edge()
            if behind is not None:
                parts += [Assert("edge"), self.look(Chars(sets.WORD), behind=behind)]
                repeatable = True
                continue
            part, repeatable = self.item(flags)
            if part is not None:
                parts.append(self.grown(part))
        return parts[0] if len(parts) == 1 else Sequence(parts)

    def grown(self, part: Node) -> Node:
        """Stops where what has been read is too large already, whatever may follow."""
        self.size += sizes.of(part) if isinstance(part, Chars) else 1
        if self.size > sizes.LIMIT:
            self.fail("regular expression is too large")
        return part

    def skipped(self, flags: Flags) -> bool:
        """Comments, and the space that `(?x)` allows."""
        if self.peek("(?#"):
            end = self.pattern.find(")", self.at)
            if end < 0:
                self.fail("missing ) after (?# comment", self.end)
            self.at = end + 1
            return True
        if flags.extended and self.char in " \t\n\v\f\r":
            self.at += 1
            return True
        if flags.extended and self.char == "#":
            end = self.pattern.find("\n", self.at)
            self.at = self.end if end < 0 else end + 1
            return True
        return False

    def repeated(self, part: Node, bounds: tuple[int, int], flags: Flags) -> Node:
        """The part under a quantifier whose bounds have been read, with the `+` or `?` behind it. Verbs are not repeated,
        lookarounds once at most."""
        least, most = bounds
        if self.take("+"):
            manner = "possessive"
        elif self.take("?"):
            manner = "greedy" if flags.ungreedy else "lazy"
        else:
            manner = "lazy" if flags.ungreedy else "greedy"
        if isinstance(part, Verb):
            return part
        if isinstance(part, Look):  # once is as good as often
            least, most = min(least, 1), 1
        return Repeat(part, least, most, manner)

    def item(self, flags: Flags) -> tuple[Node | None, bool]:
        """A part, and whether it can be repeated."""
        char = self.char
        self.at += 1
        if char == "(":
            return self.group(flags)
        if char == "[":
            return Chars(self.bracket(flags)), True
        if char == ".":
            return Chars(sets.ALL if flags.dotall else sets.NOT_NEWLINE), True
        if char == "^":
            return Assert("line-start" if flags.multiline else "start"), False
        if char == "$":
            return Assert("line-end" if flags.multiline else "end-or-newline"), False
        if char == "\\":
            return self.escape(flags)
        return self.literal(char, flags), True

    def literal(self, char: str, flags: Flags) -> Node:
        """A character that stands for itself, and under `(?i)` for its other case too, of ASCII alone."""
        return Chars(sets.FOLDED[char] if flags.fold else sets.SINGLE[char])

    # Escapes.
    def escape(self, flags: Flags) -> tuple[Node | None, bool]:
        """What a backslash stands for, behind it, and whether it can be repeated (pcre2pattern, "Backslash")."""
        char = self.char
        if not char:
            self.fail("\\ at end of pattern")
        self.at += 1
        if char == "N" and self.peek("{") and not self.is_braced_quantifier():
            self.character_escape(char, self.groups, inside=False)
        if char in sets.SHORT:
            return Chars(sets.SHORT[char]), True
        if char in "pP":
            return Chars(self.unicode_property(negated=char == "P")), True
        if char in _EDGES:
            return Assert(_EDGES[char]), False
        if char == "K":
            self.keep_in_look = self.keep_in_look or self.looking > 0
            return Keep(), False
        if char == "R":
            newline = Choice([_text("\r\n"), Chars(sets.VERTICAL)])
            return Atomic(newline), True
        if char == "X":
            return Atomic(Choice([_text("\r\n"), Chars(sets.ALL)])), True
        if char == "g":
            return self.numbered_group(flags), True
        if char == "k":
            closing = {"{": "}", "<": ">", "'": "'"}.get(self.char)
            if closing is None:
                self.fail("\\k is not followed by a braced, angle-bracketed, or quoted name")
            self.at += 1
            start = self.at
            return self.refer(self.name(closing), flags, start), True
        found = self.character_escape(char, self.groups, inside=False)
        if found is not None:
            return self.literal(found, flags), True
        if char.isdigit():
            start = self.at - 1
            self.at = start
            number = self.digits(10**10, "subpattern number is too big") or 0
            return self.refer(number, flags, self.at - 1), True
        self.fail("unrecognized character follows \\", self.at - 1)

    # Groups, after the opening parenthesis.
    def group(self, flags: Flags) -> tuple[Node | None, bool]:
        """The group, and whether it can be repeated; None for what only sets something."""
        if self.char == "*" and self.pattern[self.at + 1 : self.at + 2] not in ("", ")"):
            return self.verb(flags)
        if self.char != "?":
            if flags.no_capture:
                return Group(None, self.closed(flags)), True
            return self.capture(flags, None), True
        self.at += 1
        return self.special(flags)

    def special(self, flags: Flags) -> tuple[Node | None, bool]:
        """What begins with `(?`."""
        start = self.at
        char = self.char
        if not char:
            self.fail("missing closing parenthesis")
        following = self.pattern[self.at + 1 : self.at + 2]
        if char == "P":
            return self.python_group(flags)
        if char == "<" and following not in ("=", "!", "*"):
            self.at += 1
            return self.capture(flags, self.new_name(">", flags)), True
        if char == "'":
            self.at += 1
            return self.capture(flags, self.new_name("'", flags)), True
        if char in "R0123456789+" or (char == "-" and following in sets.POSIX["digit"] and following):
            return self.called_by_number(), True
        if char == "&":
            self.at += 1
            return self.call(self.name(")"), start + 1), True
        if char == "(":
            return self.condition(flags), True
        if char == "C":
            return self.callout(), False
        for sign in ("<=", "<!", "<*", ":", "|", ">", "=", "!", "*"):
            if self.take(sign):
                return self.by_sign(sign, flags, start - 2), True
        return self.inline_flags(flags)

    def by_sign(self, sign: str, flags: Flags, opening: int) -> Node:
        """The group that begins with `(?` and this sign, which has been taken; `opening` is the offset of its parenthesis."""
        if sign == ":":
            return Group(None, self.closed(flags))
        if sign == "|":
            return Group(None, self.closed(flags, reset=True))
        if sign == ">":
            return Atomic(self.closed(flags))
        self.looking += 1
        body = self.closed(flags)
        self.looking -= 1
        return self.look(body, behind=sign[0] == "<", negative=sign[-1] == "!", offset=opening)

    def look(self, body: Node, *, behind: bool, negative: bool = False, offset: int = 0) -> Look:
        """A lookaround, noted: whether a lookbehind is of one width can be told only at the end."""
        look = Look(body, behind, negative, offset)
        self.looks.append(look)
        return look

    def closed(self, flags: Flags, *, reset: bool = False) -> Node:
        """What stands up to the closing parenthesis, which is taken. Flags that are set within end there. `reset`: each branch
        counts its groups from the same number, as `(?|` has it."""
        self.depth += 1
        if self.depth > _DEEPEST:
            self.fail("parentheses are too deeply nested")
        inside = self.alternatives(flags.copy(), reset=reset)
        self.depth -= 1
        if not self.take(")"):
            self.fail("missing closing parenthesis")
        return inside

    def capture(self, flags: Flags, name: str | None) -> Node:
        """A group with the next number. Of several groups of one number the first is the one that a call means."""
        self.groups += 1
        number = self.groups
        if name is not None:
            held = self.names.setdefault(name, [])
            if number not in held:
                held.append(number)
        body = self.closed(flags)
        self.bodies.setdefault(number, body)
        return Group(number, body)

    def python_group(self, flags: Flags) -> tuple[Node | None, bool]:
        """`(?P<name>`, `(?P=name)` and `(?P>name)`, which PCRE2 took from Python."""
        self.at += 1
        if not self.char:
            self.fail("missing closing parenthesis")
        if self.take("<"):
            return self.capture(flags, self.new_name(">", flags)), True
        start = self.at + 1
        if self.take("="):
            return self.refer(self.name(")"), flags, start), True
        if self.take(">"):
            return self.call(self.name(")"), start), True
        self.fail("unrecognized character after (?P")

    def callout(self) -> None:
        """`(?C1)` calls a program that is not there: nothing happens."""
        self.at += 1
        if self.char in ("`", "'", '"', "^", "%", "#", "$", "{"):
            closing = "}" if self.char == "{" else self.char
            end = self.pattern.find(closing, self.at + 1)
            if end < 0:
                self.fail("missing terminating delimiter for callout with string argument")
            self.at = end + 1
        else:
            self.digits(255, "number after (?C is greater than 255")
        if not self.take(")"):
            self.fail("closing parenthesis for (?C expected")

    def inline_flags(self, flags: Flags) -> tuple[Node | None, bool]:
        """`(?i)` changes the flags of the group that it stands in, `(?i:...)` those of its own (pcre2pattern, "Internal option
        setting")."""
        changed = flags.copy()
        hyphens = 0
        if self.take("^"):
            for name in ("fold", "dotall", "multiline", "extended", "extended_more", "no_capture"):
                setattr(changed, name, False)
            hyphens = 1  # none is allowed any more
        value = True
        while True:
            char = self.char
            if not char:
                self.fail("missing closing parenthesis")
            self.at += 1
            if char == ")":
                vars(flags).update(vars(changed))
                return None, False
            if char == ":":
                return Group(None, self.closed(changed)), True
            if char == "-":
                if hyphens:
                    self.fail("invalid hyphen in option setting")
                hyphens, value = 1, False
            elif char == "x":
                changed.extended = value
                changed.extended_more = self.take("x") and value
            elif char in _FLAGS:
                setattr(changed, _FLAGS[char], value)
            else:
                self.fail("unrecognized character after (? or (?-", self.at - 1)

    def verb(self, flags: Flags) -> tuple[Node | None, bool]:
        """`(*VERB)`, `(*VERB:name)` and `(*name:...)`, a look or an atomic group in words."""
        opening = self.at - 1
        self.at += 1
        start = self.at
        if self.char.islower() and self.char in sets.WORD:
            while self.char and self.char in sets.WORD:
                self.at += 1
            name = self.pattern[start : self.at]
            if name not in _ALPHA or not self.take(":"):
                self.fail("(*alpha_assertion) not recognized")
            return self.by_sign(_ALPHA[name], flags, opening), True
        while self.char and self.char in sets.WORD:
            self.at += 1
        name = self.pattern[start : self.at]
        named = self.take(":")
        argument = self.at
        while named and self.char not in (")", ""):
            self.at += 1
        if name not in _VERBS or (not named and not self.peek(")")):
            self.fail("(*VERB) not recognized or malformed")
        if name in _NEED_NAME and self.at == argument:
            self.fail("(*MARK) must have an argument")
        if not self.take(")"):
            self.fail("(*VERB) not recognized or malformed")
        return (Verb(_VERBS[name]) if _VERBS[name] else None), name == "ACCEPT"

    # Conditions, at their own opening parenthesis.
    def condition(self, flags: Flags) -> Node:
        """`(?(...)yes|no)`. More than two branches are refused last of all, after whatever else is wrong."""
        start = self.at
        self.at += 1
        found: Condition
        if self.char in ("?", "*"):
            self.at = start
            found = self.asserted(flags)
        else:
            found = self.tested(start)
        inside = flags.copy()
        self.depth += 1
        if self.depth > _DEEPEST:
            self.fail("parentheses are too deeply nested")
        branches = [self.sequence(inside)]
        while self.take("|"):
            branches.append(self.sequence(inside))
        self.depth -= 1
        if not self.take(")"):
            self.fail("missing closing parenthesis")
        if found.kind == "define" and len(branches) > 1:
            self.crowded.append(("DEFINE subpattern contains more than one branch", start))
        elif len(branches) > 2:
            self.crowded.append(("conditional subpattern contains more than two branches", start))
        found.yes = branches[0]
        found.no = branches[1] if len(branches) > 1 else None
        return found

    def asserted(self, flags: Flags) -> Condition:
        """A condition that is a lookaround; RegexError where anything else stands there."""
        place = self.at
        self.at += 1
        looks = ("?=", "?!", "?<=", "?<!", "?*", "?<*")
        if not any(self.peek(one) for one in looks) and not (
            self.peek("*") and self.pattern[self.at + 1 : self.at + 2].islower()
        ):
            self.fail("assertion expected after (?( or (?(?C)", place + 1)
        node, _ = self.group(flags)
        if not isinstance(node, Look):
            self.fail("assertion expected after (?( or (?(?C)", place + 1)
        return Condition("look", Sequence([]), None, look=node)


def _text(text: str) -> Node:
    return Sequence([Chars(frozenset(one)) for one in text])


def parse_pattern(pattern: str) -> Pattern:
    """The tree of a pattern whose characters are bytes. Raises RegexError."""
    return Parser(pattern).parse()
