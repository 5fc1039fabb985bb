"""What of a pattern names a group: references and calls, conditions on a group, and the groups' own names. Which groups those are can be
told only once the whole pattern is read."""

from __future__ import annotations

from .pcre_nodes import Call, Condition, Node, Reference, Sequence
from .pcre_scanner import Flags, Scanner


class References(Scanner):
    """Reads them, and notes each with the place that an error about it names."""

    def __init__(self, pattern: str) -> None:
        super().__init__(pattern)
        #: Groups that have been opened.
        self.groups = 0
        self.names: dict[str, list[int]] = {}
        self.references: list[Reference] = []
        self.calls: list[Call] = []
        self.conditions: list[Condition] = []

    def refer(self, group: int | str, flags: Flags, offset: int) -> Node:
        """A reference that an error would place at `offset`, as PCRE2 does."""
        reference = Reference(group, flags.fold, offset)
        self.references.append(reference)
        return reference

    def call(self, group: int | str, offset: int) -> Node:
        """The same for a call."""
        call = Call(group, offset)
        self.calls.append(call)
        return call

    def numbered_group(self, flags: Flags) -> Node:
        """`\\g1`, `\\g{-1}`, `\\g{name}` refer to a group; `\\g<name>` and `\\g'1'` call it."""
        malformed = (
            "\\g is not followed by a braced, angle-bracketed, or quoted name/number or by a plain number"
        )
        if self.char in ("<", "'"):
            closing = ">" if self.char == "<" else "'"
            self.at += 1
            start = self.at
            number = self.relative(self.groups, malformed)
            if number is None:
                return self.call(self.name(closing), start)
            if not self.take(closing):
                self.fail(malformed)
            return self.call(number, start)
        braced = self.take("{")
        start = self.at
        number = self.relative(self.groups, malformed)
        if number is None:
            if not braced:
                self.fail(malformed)
            return self.refer(self.name("}"), flags, start)
        if braced and not self.take("}"):
            self.fail(malformed)
        if number <= 0:
            self.fail("reference to non-existent subpattern")
        return self.refer(number, flags, self.at - 1)

    def called_by_number(self) -> Node:
        """`(?R)`, `(?1)`, `(?-1)` and `(?+1)`, from behind the question mark to behind the parenthesis."""
        start = self.at
        if self.take("R"):
            if not self.take(")"):
                self.fail("(?R (recursive pattern call) must be followed by a closing parenthesis")
            return self.call(0, start)
        number = self.relative(self.groups, "digit expected after (?+ or (?-")
        if not self.take(")"):
            self.fail("missing closing parenthesis")
        return self.call(number or 0, start)

    def new_name(self, closing: str, flags: Flags) -> str:
        """The name of the group that is about to be opened. `(?J)` lets several groups have one name; several names for one number, as
        `(?|` would allow, are refused by PCRE2."""
        name = self.name(closing)
        number = self.groups + 1
        if any(number in held for other, held in self.names.items() if other != name):
            self.fail("different names for subpatterns of the same number are not allowed")
        if name in self.names and number not in self.names[name] and not flags.duplicates:
            self.fail("two named subpatterns have the same name (PCRE2_DUPNAMES not set)", self.at - 1)
        return name

    def tested(self, start: int) -> Condition:
        """What a condition that is no lookaround asks, from behind its parenthesis; its branches are still to come."""
        condition = Condition("group", Sequence([]), None, offset=start)
        closing = {"<": ">", "'": "'"}.get(self.char)
        number = None if closing else self.relative(self.groups, "")
        if closing:
            self.at += 1
            condition.offset = self.at
            condition.group = self.name(closing)
        elif number is not None:
            if number <= 0:
                self.fail("reference to non-existent subpattern")
            condition.group = number
            condition.offset = self.at - 1
        else:
            condition.offset = self.at
            self.worded(condition)
        if closing or number is not None:
            if not self.take(")"):
                self.fail("missing closing parenthesis for condition")
            self.conditions.append(condition)
        return condition

    def worded(self, condition: Condition) -> None:
        """`(?(DEFINE)`, `(?(R)`, `(?(R1)`, `(?(R&name)`, `(?(VERSION>=10.4)`, `(?(name)`."""
        if self.take("VERSION"):
            condition.kind = self.version()
            return
        if self.take("R&"):
            condition.kind, condition.group = "recursion", self.name(")")
            self.conditions.append(condition)
            return
        name = self.name(")")
        if name in self.names or (
            name != "R" and name != "DEFINE" and not (name[0] == "R" and name[1:].isdigit())
        ):
            condition.group = name
            self.conditions.append(condition)
        elif name == "DEFINE":
            condition.kind = "define"
        elif name == "R":
            condition.kind = "recursion"
            condition.group = -1
        else:
            condition.kind, condition.group = "recursion", int(name[1:])
            self.conditions.append(condition)

    def version(self) -> str:
        """`>=10.4` or `=10.42` of `(?(VERSION`, decided at once for PCRE2 10.42: the kind of condition `true` or `false`."""
        end = self.pattern.find(")", self.at)
        text = self.pattern[self.at : end] if end >= 0 else ""
        sign = ">=" if text.startswith(">=") else "=" if text.startswith("=") else ""
        whole, _, part = text.removeprefix(sign).partition(".")
        if not sign or not whole.isdigit() or (part and not part.isdigit()):
            self.fail("syntax error or number too big in (?(VERSION condition")
        self.at = end + 1
        wanted = (int(whole), int((part + "00")[:2] or "0"))
        return "true" if (wanted <= (10, 42) if sign == ">=" else wanted == (10, 42)) else "false"

    def resolve(self) -> list[int]:
        """Gives each reference, call and condition its groups; the offsets of those that name a group that is not there."""
        problems: list[int] = []
        for reference in self.references:
            reference.numbers = self.numbers_of(reference.group)
            if not reference.numbers:
                problems.append(reference.offset)
        for call in self.calls:
            numbers = [0] if call.group == 0 else self.numbers_of(call.group)
            if numbers:
                call.number = numbers[0]
            else:
                problems.append(call.offset)
        for condition in self.conditions:
            condition.numbers = self.numbers_of(condition.group)
            if not condition.numbers:
                problems.append(condition.offset)
        return problems

    def numbers_of(self, group: int | str) -> list[int]:
        """The groups of a name or a number; empty where there is none."""
        if isinstance(group, str):
            return self.names.get(group, [])
        return [group] if 0 < group <= self.groups else []
