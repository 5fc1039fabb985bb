"""Which fixtures a run of tests has, and who asks for whom. Each has a number, by which the report speaks of it."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from _pytest._code import getfslineno
from _pytest.fixtures import FixtureDef, SubRequest
from _pytest.python import DirectParamFixtureDef

from classroom import project
from classroom.probes.fixturesseen import Fixture, Test

_XUNIT = re.compile(r"_(?:xunit|unittest)_(\w+?)_fixture_")


class Known:
    """The fixtures of one run, in the order in which they were heard of: `all`."""

    def __init__(self) -> None:
        self.all: list[Fixture] = []
        self._numbers: dict[int, int] = {}
        self._definitions: list[FixtureDef[Any]] = []

    def number(self, definition: FixtureDef[Any]) -> int:
        """Of a fixture, which is new where its definition has not been seen."""
        number = self._numbers.get(id(definition))
        if number is None:
            number = self._numbers[id(definition)] = len(self.all)
            # Kept alive, so that no other definition can come to have its id.
            self._definitions.append(definition)
            path, line = getfslineno(definition.func)
            file = project.relative(str(path))
            xunit = _XUNIT.match(definition.argname)
            self.all.append(
                Fixture(
                    name=xunit[1] if xunit else definition.argname,
                    scope=definition.scope,
                    autouse=bool(definition._autouse),
                    file=file,
                    line=line + 1 if file is not None else None,
                )
            )
        return number

    def find(self, definition: FixtureDef[Any]) -> int | None:
        """The number of a fixture; None for one that has not been heard of."""
        return self._numbers.get(id(definition))

    def note_asked_by(self, test: Test, item: pytest.Item) -> None:
        """What a test asks for, by its arguments or by a mark, and what it is given without a word."""
        info = getattr(item, "_fixtureinfo", None)
        if info is None:
            return
        for name in info.names_closure:
            for definition in info.name2fixturedefs.get(name, ()):
                self._note_asked(definition, info.name2fixturedefs)
        for name in info.initialnames:
            definitions = info.name2fixturedefs.get(name)
            if definitions and not is_argument(definitions[-1]):
                is_given = definitions[-1]._autouse and name not in info.argnames
                add(test.given if is_given else test.asks, self.number(definitions[-1]))

    def _note_asked(
        self, definition: FixtureDef[Any], by_name: Mapping[str, Sequence[FixtureDef[Any]]]
    ) -> None:
        """What a fixture asks for by its arguments: of its own name, the one that it overrides."""
        if is_argument(definition):
            return
        number = self.number(definition)
        for name in definition.argnames:
            known = list(by_name.get(name, ()))
            if name == definition.argname and definition in known:
                known = known[: known.index(definition)]
            if known and not is_argument(known[-1]):
                add(self.all[number].asks, self.number(known[-1]))

    def note_asker(self, asked: int, request: SubRequest, test: Test | None) -> None:
        """Who asks by getfixturevalue is known from here alone. That pytest sets up what is wider before what asked for
        it makes nobody else the one who asked."""
        parent = request._parent_request
        if isinstance(parent, SubRequest) and not is_argument(parent._fixturedef):
            add(self.all[self.number(parent._fixturedef)].asks, asked)
        elif test is not None and asked not in self.reached(test.asks + test.given):
            add(test.asks, asked)

    def reached(self, asked: Sequence[int]) -> set[int]:
        """Numbers of these, and of all that they ask for in the end."""
        reached, waiting = set[int](), list(asked)
        while waiting:
            number = waiting.pop()
            if number not in reached:
                reached.add(number)
                waiting += self.all[number].asks
        return reached


def add(numbers: list[int], number: int) -> None:
    """Puts a number behind the others, once."""
    if number not in numbers:
        numbers.append(number)


def is_argument(definition: FixtureDef[Any]) -> bool:
    """Whether it is what pytest makes of an argument of `parametrize`, or `request`: they are no fixtures here."""
    return isinstance(definition, DirectParamFixtureDef) or definition.argname == "request"
