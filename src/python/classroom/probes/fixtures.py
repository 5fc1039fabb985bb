"""When each fixture was set up and torn down, for which test, and who asked for it.

Everything comes from pytest's own hooks, in their order, with the time at each. Arguments of `parametrize` are the
test's own and no fixtures here, although pytest makes them by the same means.
"""

import time
from collections.abc import Generator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from _pytest.fixtures import FixtureDef, SubRequest

from classroom.probes.fixturesknown import Known, add, is_argument
from classroom.probes.fixturesseen import Life, Phase, Test
from classroom.probes.fixturestrouble import LONGEST, torn_in, words_of
from classroom.watch import Probe as _Probe

if TYPE_CHECKING:
    from classroom import shapes

TESTS = 200
LIVES = 1000
"""Tests that are told, as long as they have set up no more fixtures than this; those after them are counted."""


class Probe(_Probe):
    """Follows the fixtures of a run of tests. Of a run of anything else it has nothing to tell."""

    def __init__(self, root: Path, files: Sequence[str]) -> None:
        self._zero: float | None = None
        self._moments: list[float] = []
        self._known = Known()
        self._lives: list[Life] = []
        self._open: dict[int, int] = {}
        """Of each fixture that is set up now, by number, the life."""
        self._last: dict[int, int] = {}
        """Of each fixture, by the id of its definition, the life that it had last."""
        self._tests: list[Test] = []
        self._untold = 0
        self._test: int | None = None
        self._ended: int | None = None
        """The last test whose set-up is over; None once that is one of those that are not told."""

    # ------------------------------------------------------------------------------------------------- the tests

    def test_started(self, nodeid: str) -> None:
        """A test begins; from here on, what is set up is set up in it."""
        if len(self._tests) < TESTS and len(self._lives) < LIVES:
            self._test = len(self._tests)
            self._tests.append(Test(nodeid, self._now()))
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
        """Before any other plugin: what the test asks for is known, and nothing is set up yet."""
        test = self._here()
        if test is not None:
            self._known.note_asked_by(test, item)
        return (yield)

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_call(self) -> Generator[None, object, object]:
        """Times the test's own function, with whatever other plugins do around it."""
        self._ended = self._test
        test = self._here()
        if test is None:
            return (yield)
        phase = test.call = Phase(self._now())
        try:
            return (yield)
        except BaseException as error:
            phase.trouble = words_of(error)
            raise
        finally:
            phase.end = self._now()

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_teardown(self, item: pytest.Item) -> Generator[None, object, object]:
        """Before anything is torn down: what is set up now, the test has used."""
        self._ended = self._test
        test = self._here()
        if test is not None:
            self._note_used(test, item)
        return (yield)

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_makereport(
        self, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """What came out of a teardown belongs to the fixtures that raised it."""
        if call.when == "teardown" and call.excinfo is not None:
            for error, definition in torn_in(call.excinfo.value):
                life = self._last.get(id(definition))
                if life is not None and (phase := self._lives[life].tear_down) is not None:
                    phase.trouble = phase.trouble or words_of(error)
        return (yield)

    # ---------------------------------------------------------------------------------------------- the fixtures

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_fixture_setup(
        self, fixturedef: FixtureDef[Any], request: SubRequest
    ) -> Generator[None, object, object]:
        """Times a set-up and begins a life. What is not set up for a test that is told is not followed."""
        if self._test is None or is_argument(fixturedef):
            return (yield)
        number = self._known.number(fixturedef)
        self._known.note_asker(number, request, self._here())
        life = Life(number, _param(request), self._test, Phase(self._now()))
        # One that is not torn down, as its parameter is the same, is not set up again: there is one at a time.
        self._open[number] = self._last[id(fixturedef)] = len(self._lives)
        self._lives.append(life)
        try:
            return (yield)
        except BaseException as error:
            life.set_up.trouble = words_of(error)
            raise
        finally:
            life.set_up.end = self._now()
            # pytest's own call of pytest_fixture_post_finalizer is the first of them.
            life.own_teardown = len(fixturedef._finalizers) > 1
            # Those that asked for this fixture are torn down first, by finalizers that come to stand after this one.
            fixturedef.addfinalizer(lambda: self._begin_teardown(life))

    def pytest_fixture_post_finalizer(self, fixturedef: FixtureDef[Any]) -> None:
        """Ends the life of a fixture. pytest calls it for what was never set up, too."""
        number = self._known.find(fixturedef)
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
            "fixtures": [fixture.told() for fixture in self._known.all],
            "lives": [told for life in self._lives if (told := life.told()) is not None],
            "tests": [told for test in self._tests if (told := test.told()) is not None],
            "untold": self._untold,
        }

    # ------------------------------------------------------------------------------------------------- book-keeping

    def _note_used(self, test: Test, item: pytest.Item) -> None:
        request = getattr(item, "_request", None)
        reached = self._known.reached(test.asks + test.given)
        for definition in getattr(request, "_fixture_defs", {}).values():
            number = self._known.find(definition)
            if number is None:
                continue
            if number in self._open:
                add(test.used, self._open[number])
            if number not in reached:
                # Asked for while it ran, and there already.
                add(test.asks, number)

    def _here(self) -> Test | None:
        return None if self._test is None else self._tests[self._test]

    def _now(self) -> int:
        now = time.perf_counter()
        self._zero = now if self._zero is None else self._zero
        self._moments.append(round(now - self._zero, 6))
        return len(self._moments) - 1

    def _begin_teardown(self, life: Life) -> None:
        life.tear_down = Phase(self._now())
        life.torn_down_in = self._test
        # What is set up anew for a test, with another parameter, is torn down in the set-up of that test, and after the one before.
        life.torn_down_after = self._ended


def _param(request: SubRequest) -> str | None:
    """The parameter of a fixture with `params`, where it can be written without running anybody's code."""
    if not hasattr(request, "param"):
        return None
    value = request.param
    plain = type(value) in (bool, int, float, str, bytes, type(None))
    return repr(value)[:LONGEST] if plain else f"parameter {request.param_index + 1}"
