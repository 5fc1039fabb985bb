"""What to say where Python cannot read the code, and of lines that are no Python but commands of a notebook or a terminal."""

import re

from classroom.describe import is_a
from classroom.telling import Known, cut, stopped

_COMMANDS = (
    (
        r"[!%]?\s*(?:python3? -m )?(?:pip3?|uv pip|conda|mamba|micropip)\s+install\b",
        "This line is for a terminal, and nothing can be installed here: a lesson brings along the packages that it uses.",
    ),
    (
        r"!",
        "A line that begins with ! is a command for Jupyter to hand to a terminal. It is no Python, and there is no terminal here.",
    ),
    (
        r"%",
        "A line that begins with % is a command of Jupyter's own. It is no Python: write what it does in Python.",
    ),
    (
        r"\?\S+|\S+\?\??$",
        "A question mark asks Jupyter for help. It is no Python: call help() with the name.",
    ),
    (r"(?:>>>|In \[\d+\]:)", "This line was copied with the prompt in front of it: take that away."),
    (r"\$\s", "This line is for a terminal: it is no Python."),
)
"""Lines that are no Python, by how they begin."""


def syntax_error(error: SyntaxError, message: str, known: Known) -> str | None:
    """The sentence for code that cannot be read."""
    name = (error.filename or "").rsplit("/", 1)[-1]
    if "." in name and not name.endswith(".py"):
        return stopped(f"{name} cannot be read, in line {error.lineno}: {cut(message.splitlines()[0])}")
    if known.origin.is_by_hand or not message:
        return None
    command = next((says for begins, says in _COMMANDS if re.match(begins, (error.text or "").strip())), None)
    if command:
        return command
    if is_a(error, IndentationError):
        return _indentation(error, message)
    outside = re.match(r"'(await|async for|async with)' outside (?:async )?function", message)
    if outside or message.startswith("asynchronous comprehension outside"):
        what = outside[1] if outside else "async for"
        return (
            f"{what} works only inside an async def: put the code into one, and run it with asyncio.run(...)."
        )
    bracket = re.fullmatch(r"'(.)' was never closed", message)
    if bracket:
        return f"The bracket {bracket[1]} is opened here and never closed."
    return stopped(f"Python cannot read this line: {cut(message)}")


def _indentation(error: IndentationError, message: str) -> str:
    if issubclass(type(error), TabError):
        return "Tabs and spaces are mixed in the indentation: use spaces everywhere."
    block = re.match(r"expected an indented block after (.+) on line (\d+)", message)
    if block:
        return (
            f"The {block[1]} on line {block[2]} opens a block, and what follows it is not indented further."
        )
    if message == "unexpected indent":
        return "This line is indented further than the code before it, which opens no block."
    if message.startswith("unindent does not match"):
        return "The indentation of this line matches no block that is open here."
    return stopped(f"Python cannot read the indentation of this line: {cut(message)}")
