"""What the sentences about exceptions share: what is known of a run, and how text of the exception's is put into a sentence."""

import re
from dataclasses import dataclass

from classroom import project
from classroom.origin import Origin

LENGTH = 120
"""Characters of an exception's own text that a sentence repeats."""


@dataclass(frozen=True)
class Circumstances:
    """What is known of a run besides its exception."""

    prepared: int = 0
    """Lines that stood ready for input()."""
    asked: int = 0
    """Lines that the program asked for."""


@dataclass(frozen=True)
class Known:
    """What a sentence may go by, besides the exception and its text."""

    origin: Origin
    run: Circumstances


def cut(text: str) -> str:
    """The text in one line of bounded length, without a full stop at its end."""
    line = " ".join(project.shorten(text[: 4 * LENGTH]).split()).removesuffix(".")
    return line if len(line) <= LENGTH else f"{line[: LENGTH - 3]}..."


def stopped(sentence: str) -> str:
    """The sentence with one stop at its end."""
    return sentence if sentence.endswith((".", "!", "?")) else f"{sentence}."


def suggestion(message: str) -> str | None:
    """The name that Python suggests."""
    found = re.search(r"Did you mean:? '([^']+)'", message)
    return found[1] if found else None
