"""When each fixture was set up and torn down, for which test, and who asked for it.

Everything comes from pytest's own hooks, in their order, with the time at each. Arguments of `parametrize` are the
test's own and no fixtures here, although pytest makes them by the same means.
"""

import re
import time
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

import pytest
from _pytest._code import getfslineno
from _pytest.fixtures import FixtureDef, SubRequest
from _pytest.python import DirectParamFixtureDef

from classroom import project
from classroom.exceptions import type_name
from classroom.watch import Probe as _Probe

if TYPE_CHECKING:
    from classroom import shapes

TESTS = 200
LIVES = 1000
"""Tests that are told, as long as they have set up no more fixtures than this; those after them are counted."""

_XUNIT = re.compile(r"_(?:xunit|unittest)_(\w+?)_fixture_")
_LONGEST = 160


@dataclass
class _Fixture:
    name: str
    scope: shapes.FixtureScope
    autouse: bool
    file: str | None
    line: int | None
    asks: list[int] = field(default_factory=list)

    def told(self) -> shapes.FixtureLooks:
        return {
            "name": self.name,
            "scope": self.scope,
            "autouse": self.autouse,
            "file": self.file,
            "line": self.line,
            "asks": self.asks,
        }


@dataclass
class _Phase:
    """Something that began and ended; `trouble` is what it raised."""

    begin: int
    end: int | None = None
    trouble: str | None = None

    def told(self) -> shapes.FixturePhase | None:
        """None where it has not ended."""
        if self.end is None:
            return None
        return {"begin": self.begin, "end": self.end, "trouble": self.trouble}


@dataclass
class _Life:
    """One time that a fixture was set up."""

    fixture: int
    param: str | None
    test: int | None
    set_up: _Phase
    own_teardown: bool = False
    tear_down: _Phase | None = None
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
class _Test:
    id: str
    begin: int
    end: int | None = None
    call: _Phase | None = None
    asks: list[int] = field(default_factory=list)
    given: list[int] = field(default_factory=list)
    used: list[int] = field(default_factory=list)


class Probe(_Probe):
    """Follows the fixtures of a run of tests. Of a run of anything else it has nothing to tell."""

    def __init__(self, root: Path, files: Sequence[str]) -> None:
        self._zero: float | None = None
        self._moments: list[float] = []
        self._numbers: dict[int, int] = {}
        self._fixtures: list[_Fixture] = []
        self._definitions: list[FixtureDef[Any]] = []
        self._lives: list[_Life] = []
        self._open: dict[int, int] = {}
        """Of each fixture that is set up now, by number, the life."""
        self._last: dict[int, int] = {}
        """Of each fixture, by the id of its definition, the life that it had last."""
        self._tests: list[_Test] = []
        self._untold = 0
        self._test: int | None = None
        self._ended: int | None = None
        """The last test whose set-up is over; None once that is one of those that are not told."""

    # ------------------------------------------------------------------------------------------------- the tests

    def test_started(self, nodeid: str) -> None:
        """A test begins; from here on, what is set up is set up in it."""
        if len(self._tests) < TESTS and len(self._lives) < LIVES:
            self._test = len(self._tests)
            self._tests.append(_Test(nodeid, self._now()))
        else:
            self._untold += 1
            self._test = None

    def test_finished(self) -> None:
        """It has ended, and with it what was torn down in its teardown."""
        if self._test is not None:
            self._tests[self._test].end = self._now()
        self._test = None

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> Generator[None, object, object]:
        test = self._here()
        if test is not None:
            self._note_asked_by(test, item)
        return (yield)

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_call(self) -> Generator[None, object, object]:
        self._ended = self._test
        test = self._here()
        if test is None:
            return (yield)
        phase = test.call = _Phase(self._now())
        try:
            return (yield)
        except BaseException as error:
            phase.trouble = _words(error)
            raise
        finally:
            phase.end = self._now()

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_teardown(self, item: pytest.Item) -> Generator[None, object, object]:
        self._ended = self._test
        test = self._here()
        if test is not None:
            self._note_used(test, item)
        return (yield)

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_makereport(
        self, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        if call.when == "teardown" and call.excinfo is not None:
            for error, definition in _torn(call.excinfo.value):
                life = self._last.get(id(definition))
                if life is not None and (phase := self._lives[life].tear_down) is not None:
                    phase.trouble = phase.trouble or _words(error)
        return (yield)

    # ---------------------------------------------------------------------------------------------- the fixtures

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_fixture_setup(
        self, fixturedef: FixtureDef[Any], request: SubRequest
    ) -> Generator[None, object, object]:
        if self._test is None or _is_argument(fixturedef):
            return (yield)
        number = self._number(fixturedef)
        self._note_asker(number, request)
        life = _Life(number, _param(request), self._test, _Phase(self._now()))
        # One that is not torn down, as its parameter is the same, is not set up again: there is one at a time.
        self._open[number] = self._last[id(fixturedef)] = len(self._lives)
        self._lives.append(life)
        try:
            return (yield)
        except BaseException as error:
            life.set_up.trouble = _words(error)
            raise
        finally:
            life.set_up.end = self._now()
            # pytest's own call of pytest_fixture_post_finalizer is the first of them.
            life.own_teardown = len(fixturedef._finalizers) > 1
            # Those that asked for this fixture are torn down first, by finalizers that come to stand after this one.
            fixturedef.addfinalizer(lambda: self._begin_teardown(life))

    def pytest_fixture_post_finalizer(self, fixturedef: FixtureDef[Any]) -> None:
        number = self._numbers.get(id(fixturedef))
        open_life = None if number is None else self._open.pop(number, None)
        if open_life is None:
            return
        life = self._lives[open_life]
        if life.tear_down is None:
            self._begin_teardown(life)
        if life.tear_down is not None:
            life.tear_down.end = self._now()

    def report(self) -> shapes.FixturesReport:
        """When each fixture was set up and torn down."""
        return {
            "moments": self._moments,
            "fixtures": [fixture.told() for fixture in self._fixtures],
            "lives": [told for life in self._lives if (told := life.told()) is not None],
            "tests": [
                {
                    "id": test.id,
                    "begin": test.begin,
                    "call": test.call.told() if test.call else None,
                    "end": test.end,
                    "asks": test.asks,
                    "given": test.given,
                    "used": test.used,
                }
                for test in self._tests
                if test.end is not None
            ],
            "untold": self._untold,
        }

    # -------------------------------------------------------------------------------------------------- who asks

    def _note_asked_by(self, test: _Test, item: pytest.Item) -> None:
        """What a test asks for, by its arguments or by a mark, and what it is given without a word."""
        info = getattr(item, "_fixtureinfo", None)
        if info is None:
            return
        for name in info.names_closure:
            for definition in info.name2fixturedefs.get(name, ()):
                self._note_asked(definition, info.name2fixturedefs)
        for name in info.initialnames:
            definitions = info.name2fixturedefs.get(name)
            if definitions and not _is_argument(definitions[-1]):
                is_given = definitions[-1]._autouse and name not in info.argnames
                self._add(test.given if is_given else test.asks, self._number(definitions[-1]))

    def _note_asked(
        self, definition: FixtureDef[Any], by_name: Mapping[str, Sequence[FixtureDef[Any]]]
    ) -> None:
        """What a fixture asks for by its arguments: of its own name, the one that it overrides."""
        if _is_argument(definition):
            return
        number = self._number(definition)
        for name in definition.argnames:
            known = list(by_name.get(name, ()))
            if name == definition.argname and definition in known:
                known = known[: known.index(definition)]
            if known and not _is_argument(known[-1]):
                self._add(self._fixtures[number].asks, self._number(known[-1]))

    def _note_asker(self, asked: int, request: SubRequest) -> None:
        """Who asks by getfixturevalue is known from here alone. That pytest sets up what is wider before what asked for
        it makes nobody else the one who asked."""
        parent, test = request._parent_request, self._here()
        if isinstance(parent, SubRequest) and not _is_argument(parent._fixturedef):
            self._add(self._fixtures[self._number(parent._fixturedef)].asks, asked)
        elif test is not None and asked not in self._reached(test.asks + test.given):
            self._add(test.asks, asked)

    def _note_used(self, test: _Test, item: pytest.Item) -> None:
        request = getattr(item, "_request", None)
        reached = self._reached(test.asks + test.given)
        for definition in getattr(request, "_fixture_defs", {}).values():
            number = self._numbers.get(id(definition))
            if number is None:
                continue
            if number in self._open:
                self._add(test.used, self._open[number])
            if number not in reached:
                # Asked for while it ran, and there already.
                self._add(test.asks, number)

    def _reached(self, asked: Sequence[int]) -> set[int]:
        reached, waiting = set[int](), list(asked)
        while waiting:
            number = waiting.pop()
            if number not in reached:
                reached.add(number)
                waiting += self._fixtures[number].asks
        return reached

    @staticmethod
    def _add(numbers: list[int], number: int) -> None:
        if number not in numbers:
            numbers.append(number)

    # ------------------------------------------------------------------------------------------------- book-keeping

    def _here(self) -> _Test | None:
        return None if self._test is None else self._tests[self._test]

    def _now(self) -> int:
        now = time.perf_counter()
        self._zero = now if self._zero is None else self._zero
        self._moments.append(round(now - self._zero, 6))
        return len(self._moments) - 1

    def _begin_teardown(self, life: _Life) -> None:
        life.tear_down = _Phase(self._now())
        life.torn_down_in = self._test
        # What is set up anew for a test, with another parameter, is torn down in the set-up of that test, and after the one before.
        life.torn_down_after = self._ended

    def _number(self, definition: FixtureDef[Any]) -> int:
        number = self._numbers.get(id(definition))
        if number is None:
            number = self._numbers[id(definition)] = len(self._fixtures)
            # Kept alive, so that no other definition can come to have its id.
            self._definitions.append(definition)
            path, line = getfslineno(definition.func)
            file = project.relative(str(path))
            xunit = _XUNIT.match(definition.argname)
            self._fixtures.append(
                _Fixture(
                    name=xunit[1] if xunit else definition.argname,
                    scope=definition.scope,
                    autouse=bool(definition._autouse),
                    file=file,
                    line=line + 1 if file is not None else None,
                )
            )
        return number


def _is_argument(definition: FixtureDef[Any]) -> bool:
    return isinstance(definition, DirectParamFixtureDef) or definition.argname == "request"


def _param(request: SubRequest) -> str | None:
    """The parameter of a fixture with `params`, where it can be written without running anybody's code."""
    if not hasattr(request, "param"):
        return None
    value = request.param
    plain = type(value) in (bool, int, float, str, bytes, type(None))
    return repr(value)[:_LONGEST] if plain else f"parameter {request.param_index + 1}"


def _words(error: BaseException) -> str | None:
    """What was raised, in one line; None for a skip or an expected failure, which are no trouble."""
    if isinstance(error, pytest.skip.Exception | pytest.xfail.Exception):
        return None
    try:
        message = str(error).strip().split("\n", 1)[0]
    except Exception:
        message = ""
    name = "Failed" if isinstance(error, pytest.fail.Exception) else type_name(type(error))
    return project.shorten(f"{name}: {message}" if message else name)[:_LONGEST]


def _torn(error: BaseException) -> Iterator[tuple[BaseException, FixtureDef[Any]]]:
    """The fixtures whose teardown an exception came out of: pytest's own frames on its way name them."""
    if isinstance(error, BaseExceptionGroup):
        for part in error.exceptions:
            yield from _torn(part)
    found, trace = None, error.__traceback__
    while trace is not None:
        found, trace = _finishes(trace) or found, trace.tb_next
    if found is not None and not isinstance(error, BaseExceptionGroup):
        yield error, found


def _finishes(trace: TracebackType) -> FixtureDef[Any] | None:
    frame = trace.tb_frame
    owner = frame.f_locals.get("self") if frame.f_code is FixtureDef.finish.__code__ else None
    return owner if isinstance(owner, FixtureDef) else None
