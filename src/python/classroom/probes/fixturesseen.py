"""What the fixtures probe keeps of fixtures, of their lives and of tests, and how it is told."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from classroom import shapes


@dataclass
class Fixture:
    """A fixture by its definition; `asks` are the numbers of those that it asks for. `line` counts from 1."""

    name: str
    scope: shapes.FixtureScope
    autouse: bool
    file: str | None
    line: int | None
    asks: list[int] = field(default_factory=list)

    def told(self) -> shapes.FixtureLooks:
        """As the report has it; a file that is not the reader's is None."""
        return {
            "name": self.name,
            "scope": self.scope,
            "autouse": self.autouse,
            "file": self.file,
            "line": self.line,
            "asks": self.asks,
        }


@dataclass
class Phase:
    """Something that began and ended, at moments that are told by their number; `trouble` is what it raised."""

    begin: int
    end: int | None = None
    trouble: str | None = None

    def told(self) -> shapes.FixturePhase | None:
        """None where it has not ended."""
        if self.end is None:
            return None
        return {"begin": self.begin, "end": self.end, "trouble": self.trouble}


@dataclass
class Life:
    """One time that a fixture was set up."""

    fixture: int
    param: str | None
    test: int | None
    set_up: Phase
    own_teardown: bool = False
    tear_down: Phase | None = None
    torn_down_in: int | None = None
    torn_down_after: int | None = None

    def told(self) -> shapes.FixtureLife | None:
        """None where its set-up has not ended."""
        set_up = self.set_up.told()
        if set_up is None:
            return None
        return {
            "fixture": self.fixture,
            "param": self.param,
            "test": self.test,
            "setUp": set_up,
            "hasTeardown": self.own_teardown,
            "tearDown": self.tear_down.told() if self.tear_down else None,
            "tornDownIn": self.torn_down_in,
            "tornDownAfter": self.torn_down_after,
        }


@dataclass
class Test:
    """A test with the fixtures that it asks for and is given without asking, by number, and the lives that it used."""

    id: str
    begin: int
    end: int | None = None
    call: Phase | None = None
    asks: list[int] = field(default_factory=list)
    given: list[int] = field(default_factory=list)
    used: list[int] = field(default_factory=list)

    def told(self) -> shapes.FixtureTest | None:
        """None where it has not ended."""
        if self.end is None:
            return None
        return {
            "id": self.id,
            "begin": self.begin,
            "call": self.call.told() if self.call else None,
            "end": self.end,
            "asks": self.asks,
            "given": self.given,
            "used": self.used,
        }
