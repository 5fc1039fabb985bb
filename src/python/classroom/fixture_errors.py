"""What to say where pytest cannot give a test its fixtures, and which line to mark. pytest itself raises one and the same class for
most of it, without a traceback, and tells the slips apart by the message."""

import difflib
import re
from typing import TYPE_CHECKING

from _pytest.fixtures import FixtureLookupError

from classroom import project
from classroom.exceptions import line_of
from classroom.results import invented

if TYPE_CHECKING:
    from classroom.shapes import ExceptionReport, Place


def lookup_report(error: FixtureLookupError, test: Place) -> ExceptionReport:
    """An ExceptionReport for a fixture that is not there, or that needs itself; `test` is where the test is defined."""
    told = error.formatrepr()
    own = told.errorstring.strip()
    message, _, available = own.partition("\n")
    known = available.replace(" available fixtures:", "").split("\n", 1)[0]
    asker = error.fixturestack[-1] if error.fixturestack else None
    place = _definition(asker.func) if asker is not None else None
    if message.startswith("recursive dependency"):
        sentence = _circle([fixture.argname for fixture in error.fixturestack], str(error.argname))
    elif known:
        sentence = _missing(str(error.argname), asker and asker.argname, re.findall(r"\w+", known))
    else:
        sentence = f"pytest cannot give this test its fixtures: {message}."
    report = invented("FixtureLookupError", message, sentence, place or test)
    return {**report, "full": f"FixtureLookupError: {own}"}


def fixture_sentence(_error: BaseException, message: str) -> str | None:
    """The sentence for a message of pytest's about fixtures; None where it is none of those known."""
    for pattern, sentence in _SENTENCES:
        found = re.search(pattern, message, re.DOTALL)
        if found:
            # Function scope is over after each test.
            return sentence.format(*("test" if word == "function" else word for word in found.groups()))
    return None


def fixture_place(message: str) -> Place | None:
    """The line that pytest names in such a message."""
    found = re.search(
        r"Requesting fixture stack:\n(?:.*\n)*?(\S+\.py):(\d+):  def [^\n]*\nRequested", message
    )
    found = found or re.search(
        r"^fixture function has more than one 'yield'.*\n(\S+\.py):(\d+)$", message, re.DOTALL
    )
    if found:
        return _line(found[1].removeprefix(f"{project.ROOT}/"), int(found[2]))
    found = re.search(r"^Fixture '\w+' from (\S+\.py) got an unexpected scope value ('[^']*')", message)
    path = project.ROOT / found[1] if found else None
    if found is None or path is None or not path.is_file():
        return None
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    quoted = found[2], found[2].replace("'", '"')
    return next(
        (_line(found[1], at) for at, line in enumerate(lines, 1) if any(q in line for q in quoted)), None
    )


def _circle(names: list[str], again: str) -> str:
    circle = names[names.index(again) :] if again in names else names
    if len(circle) < 2:
        return (
            f"{again} asks for itself, and there is no other fixture of that name to be had from further out."
        )
    rest = ", which asks for ".join([*circle[1:], again])
    return f"{circle[0]} asks for {rest}: in a circle none of them can be set up first."


def _missing(name: str, asker: str | None, known: list[str]) -> str:
    who = f"The fixture {asker} asks for {name}" if asker else f"This test asks for {name}"
    near = difflib.get_close_matches(name, known, 1, 0.75)
    if near:
        return f"{who}, and no fixture has that name; there is {near[0]}, which is spelt much the same."
    return (
        f"{who}, and no fixture has that name: check the spelling of the argument, and that the fixture is in "
        "this file or a conftest.py."
    )


def _definition(function: object) -> Place | None:
    """The line of a fixture's `def`, as the argument stands there."""
    code = getattr(function, "__code__", None)
    if code is None:
        return None
    file = project.relative(code.co_filename)
    if file is None:
        return None
    line = code.co_firstlineno
    # The first line is that of the first decorator.
    while not re.match(r"\s*(async\s+)?def\b", line_of(code.co_filename, line)):
        line += 1
        if line > code.co_firstlineno + 50:
            return _line(file, code.co_firstlineno)
    return _line(file, line)


def _line(file: str, line: int) -> Place:
    text = line_of(str(project.ROOT / file), line)
    return {"file": file, "line": line, "column": 0, "endLine": line, "endColumn": len(text)}


_SENTENCES = (
    (
        r"^ScopeMismatch: You tried to access the (\w+) scoped fixture (\w+) with a (\w+) scoped request object"
        r".*:\d+:  def (\w+)\([^\n]*\nRequested fixture",
        "{3} lives for a whole {2} and asks for {1}, which is torn down after each {0}: what lives longer cannot hold "
        "on to what lives less long. Widen {1}, or narrow {3}.",
    ),
    (
        r'^Fixture "(\w+)" called directly',
        "{0} is a fixture and was called like a function: name it as an argument of the test, without brackets.",
    ),
    (
        r"<pytest_fixture\(<function (\w+) at",
        "{0} is the fixture itself here, not what it hands over: name it as an argument of the test.",
    ),
    (
        r"'FixtureFunctionDefinition' object",
        "This is the fixture itself, not what it hands over: name it as an argument of the test.",
    ),
    (
        r"^(\w+) did not yield a value$",
        "{0} came to its end without a yield, so it had nothing to hand over.",
    ),
    (
        r"^fixture function has more than one 'yield'",
        "A fixture hands over once and then tears down: this one comes to a second yield.",
    ),
    (r"^Marks cannot be applied to fixtures", "A mark does nothing to a fixture: put it on the tests."),
    (
        r"got an unexpected scope value '([^']*)'",
        "{0} is no scope: there are function, class, module, package and session.",
    ),
    (
        r"^'[^']+' requested an async fixture '(\w+)'",
        "{0} is an async def, and pytest without a plugin cannot wait for it.",
    ),
    (
        r"^'SubRequest' object has no attribute 'param'",
        "This fixture reads request.param and is given none: it needs params=[...], or a test that parametrizes it with "
        "indirect=True.",
    ),
)
