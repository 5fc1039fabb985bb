"""Whether green can be believed. A guard watches a strict session: a test passes only if its function was seen
to run to its end and return nothing, and a test that must fail is put through the same hooks to see that pytest
still says so.

No watchman inside one interpreter stops someone who sets out to fool it; this one is for shortcuts and
accidents.
"""

import asyncio
import builtins
import functools
import inspect
import operator
import sys
import time
import types
import unittest
from collections.abc import Callable, Generator, Iterator, Sequence
from pathlib import Path
from typing import Any

import pluggy
import pytest
from _pytest.runner import runtestprotocol

from classroom.results import Attempt, invented
from classroom.selection import SELECTED

_WATCHED = ("_pytest", *(module.__name__ for module in (pytest, pluggy, unittest, builtins, asyncio, time)))

VERDICT = "pytest's verdict"
COLLECTION = "pytest's collection"


class Canary(pytest.Item):
    """A test that must fail."""

    def runtest(self) -> None:
        """Raises AssertionError: if pytest calls that passed, it no longer tells the truth."""
        raise AssertionError("the canary must fail")

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: object = None) -> str:
        """The message alone."""
        # Nobody reads it, and drawing a traceback takes longer than most suites.
        return str(excinfo.value)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Its place, which no file has."""
        return self.path, 0, self.name


class Guard:
    """A pytest plugin for strict runs; what it found is in `replaced`."""

    def __init__(self) -> None:
        self._changed = _snapshots[0] if _snapshots else snapshot()
        self._found: list[str] = []
        self._finished: set[str] = set()
        self._returned: dict[str, object] = {}
        self._collected: dict[str, object] = {}

    def found(self, replaced: Sequence[str]) -> None:
        """Notes parts that were found replaced and have been put back since."""
        self._found += replaced

    def replaced(self) -> list[str]:
        """What was put in place of parts of pytest or Python, and where pytest no longer tells the truth."""
        return [*dict.fromkeys([*self._found, *self._changed()])]

    @pytest.hookimpl(tryfirst=True)
    def pytest_itemcollected(self, item: pytest.Item) -> None:
        """Keeps the function of each test, before other plugins can put another in its place."""
        self._collected[item.nodeid] = _function(item)

    @pytest.hookimpl(trylast=True)
    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """After all other plugins: tests that are gone, though nobody chose among them."""
        option = session.config.option
        chosen = (
            option.keyword or option.markexpr or option.deselect or session.config.args_source.name == "ARGS"
        )
        kept = {item.nodeid for item in session.items}
        if (
            not chosen
            and not session.config.stash.get(SELECTED, False)
            and not kept.issuperset(self._collected)
        ):
            self._found.append(COLLECTION)

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> Generator[None, object, object]:
        """A canary before the tests and one behind them."""
        self._send_canary(session)
        result = yield
        self._send_canary(session)
        return result

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        """Watches whether the function that was collected runs to its end, and what it returns."""
        if isinstance(item, pytest.Function):
            if _function(item) is not self._collected.get(item.nodeid):
                self._found.append(VERDICT)
            item.obj = self._observed(item.nodeid, item.obj)
        return (yield)

    def judge(self, item: pytest.Item, attempt: Attempt) -> None:
        """Fails the test where it looks better than it was."""
        passed = attempt.reports and all(report.passed for report in attempt.reports)
        if not passed:
            return
        if attempt.raised or (isinstance(item, pytest.Function) and item.nodeid not in self._finished):
            self._found.append(VERDICT)
            sentence = (
                "pytest was made to call this test passed, although its function did not run to its end."
            )
            attempt.fail(
                attempt.exception or invented("Failed", "the test did not pass", sentence, attempt.place())
            )
        elif item.nodeid in self._returned:
            kind = type(self._returned[item.nodeid]).__name__
            sentence = (
                f"The test returns a value of type {kind} and asserts nothing "
                "with it: write assert instead of return."
            )
            attempt.fail(
                invented("Failed", f"the test returned a value of type {kind}", sentence, attempt.place())
            )

    def _observed(self, nodeid: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def ended(result: object) -> object:
            self._finished.add(nodeid)
            if result is not None:
                self._returned[nodeid] = result
            return result

        @functools.wraps(function)
        def call(*args: object, **kwargs: object) -> object:
            __tracebackhide__ = True
            result = function(*args, **kwargs)
            # A coroutine or generator has done nothing yet, and pytest says so itself.
            return result if inspect.isawaitable(result) else ended(result)

        @functools.wraps(function)
        async def wait(*args: object, **kwargs: object) -> object:
            __tracebackhide__ = True
            return ended(await function(*args, **kwargs))

        return wait if inspect.iscoroutinefunction(function) else call

    def _send_canary(self, session: pytest.Session) -> None:
        canary = Canary.from_parent(session, name="canary")
        reports = runtestprotocol(canary, log=False)
        if not any(report.when == "call" and report.failed for report in reports):
            self._found.append(VERDICT)


def _function(item: pytest.Item) -> object:
    # A method is another object at each look.
    obj = getattr(item, "obj", None)
    return getattr(obj, "__func__", obj)


_snapshots: list[Callable[[], list[str]]] = []


def look() -> None:
    """Takes the snapshot that guards compare with; called once, before any code of a reader is loaded."""
    _snapshots[:] = [snapshot()]


def snapshot() -> Callable[[], list[str]]:
    """Looks at every function and class of pytest, pluggy, unittest, asyncio, time and the built-ins; the result,
    called later, names those that are others by then."""
    parts = {path: (holder, name, part, _code(part)) for path, holder, name, part in _parts()}
    missing = object()
    # Kept in reach of this function alone: what it compares with cannot be patched by name.
    items, read, same_code, same = tuple(parts.items()), _read, _code, operator.is_
    call: Callable[..., object] = operator.call
    code_of = operator.attrgetter("__code__")
    by_holder = {id(holder): vars(holder).get for holder, *_ in parts.values()}
    readers = [by_holder[id(holder)] for holder, *_ in parts.values()]
    names = [name for _, name, *_ in parts.values()]
    values = [part for _, _, part, _ in parts.values()]
    functions = [_inner(part) for _, _, part, code in parts.values() if code is not None]
    codes = [code for *_, code in parts.values() if code is not None]

    def changed() -> list[str]:
        # Nearly always all is as it was, and then no loop of Python's own is needed.
        read_now, coded_now = map(call, readers, names, strict=True), map(code_of, functions)
        if all(map(same, read_now, values, strict=True)) and all(map(same, coded_now, codes, strict=True)):
            return []
        return [
            path
            for path, (holder, name, part, code) in items
            if (now := read(holder, name, missing)) is not part or same_code(now) is not code
        ]

    return changed


def _parts() -> Iterator[tuple[str, object, str, object]]:
    for module_name, module in list(sys.modules.items()):
        if module_name.split(".")[0] not in _WATCHED or not isinstance(module, types.ModuleType):
            continue
        for name, part in list(vars(module).items()):
            if not callable(part):
                continue
            yield f"{module_name}.{name}", module, name, part
            if isinstance(part, type) and part.__module__ == module_name:
                for inner_name, inner in list(vars(part).items()):
                    if callable(inner) or isinstance(inner, property | classmethod | staticmethod):
                        yield f"{module_name}.{name}.{inner_name}", part, inner_name, inner


def _read(holder: object, name: str, missing: object) -> object:
    return vars(holder).get(name, missing)


def _code(part: object) -> object:
    inner = _inner(part)
    return inner.__code__ if isinstance(inner, types.FunctionType) else None


def _inner(part: object) -> object:
    return getattr(part, "__func__", part) if isinstance(part, classmethod | staticmethod) else part
