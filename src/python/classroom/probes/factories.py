"""Watches factory_boy: what each call of a factory built, by which declarations and with which seed, and the SQL that it cost.

Nothing is patched. sys.monitoring tells when factory_boy's builder begins and ends, when a seed is set, and when SQLAlchemy hands
a statement to the driver; sqlite3's trace callback tells the statements of connections that a watched run opens by itself."""

import contextlib
import importlib.util
import sys
import types
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from classroom import monitoring, project, watch
from classroom.monitoring import events
from classroom.probes.factoryfields import read_fields, text_of
from classroom.probes.factoryseen import Made, counted
from classroom.probes.factorysql import Begins, Ends, Statements

if TYPE_CHECKING:
    from classroom import shapes

CALLS = 40
"""Calls of factories that are held, from the first."""
OBJECTS = 300
"""Objects that are held in all, those of sub-factories included."""


class Probe(watch.Probe):
    """Watches factory_boy's builder, which takes a call of a factory through all its declarations."""

    def __init__(self, root: Path, files: Sequence[str]) -> None:
        super().__init__(root, files)
        self._calls: list[Made] = []
        self._more = 0
        self._objects = 0
        self._stack: list[Made | None] = []
        """What is being built; None for what is not held."""
        self._outside: Counter[str] = Counter()
        self._statements = Statements(self._counter)
        self._seed: str | None = None
        self._test = ""
        self._end = contextlib.ExitStack()

    def start(self) -> None:
        """Begins to watch. NoToolError where every tool of `sys.monitoring` is taken."""
        self._statements.listen(self._end)
        self._listen()

    def stop(self) -> None:
        """Ends watching; `report` then answers."""
        self._end.close()
        self._statements.forget()

    def test_started(self, nodeid: str) -> None:
        """What is built from now on belongs to this test."""
        self._test = nodeid

    def test_finished(self) -> None:
        """What is built from now on belongs to no test."""
        self._test = ""

    def report(self) -> shapes.FactoriesReport:
        """What factories built, and the SQL that was sent outside of them from the first call on."""
        factory = sys.modules.get("factory")
        return {
            "version": getattr(factory, "__version__", None),
            "calls": [made.report() for made in self._calls],
            "more": self._more,
            "outside": counted(self._outside),
        }

    # ------------------------------------------------------------------------------------------ listening

    def _listen(self) -> None:
        begins: Begins = {}
        ends: Ends = {}
        if importlib.util.find_spec("factory"):
            import factory.builder
            import factory.random
            import faker.generator

            build = factory.builder.StepBuilder.build.__code__
            begins[build], ends[build] = self._begin, self._finish
            begins[factory.random.reseed_random.__code__] = self._seeded
            begins[faker.generator.Generator.seed.__func__.__code__] = self._seeded
            begins[factory.random.set_random_state.__code__] = self._state_set
        if importlib.util.find_spec("sqlalchemy"):
            self._statements.listen_to_driver(begins, ends)
        if not begins:
            return

        def begun(code: types.CodeType, _offset: int) -> None:
            if told := begins.get(code):
                told(sys._getframe(1))

        def returned(code: types.CodeType, _offset: int, value: object) -> None:
            if told := ends.get(code):
                frame = sys._getframe(1)
                made = self._stack[-1] if self._stack else None
                if made is not None and code is _code_of(made):
                    made.result = value
                told(frame, None)

        def unwound(code: types.CodeType, _offset: int, error: BaseException) -> None:
            if told := ends.get(code):
                told(sys._getframe(1), error)

        callbacks: dict[int, monitoring.Callback] = {
            events.PY_START: begun,
            events.PY_RETURN: returned,
            events.PY_UNWIND: unwound,
            events.CALL: self._statements.called,
        }
        tool = monitoring.take("factories", callbacks, events.PY_UNWIND | events.CALL)
        self._end.callback(tool.give_back)
        for code in {*begins, *ends}:
            tool.listen_in(code, events.PY_START | events.PY_RETURN)

    # ------------------------------------------------------------------------------------------- factories

    def _begin(self, frame: types.FrameType) -> None:
        parent = next((made for made in reversed(self._stack) if made), None)
        if self._objects >= OBJECTS or (not self._stack and len(self._calls) >= CALLS):
            if not self._stack:
                self._more += 1
            elif parent:
                parent.more += 1
            self._stack.append(None)
            return
        builder = frame.f_locals["self"]
        meta = builder.factory_meta
        made = Made(
            factory=meta.factory.__name__,
            model=getattr(meta.model, "__name__", str(meta.model)),
            strategy=builder.strategy,
            test=self._test,
            at=_line(frame) if not self._stack else None,
            seed=self._seed if not self._stack else None,
            frame=frame,
        )
        self._objects += 1
        if self._stack and parent:
            parent.made.append(made)
        else:
            self._calls.append(made)
        self._stack.append(made)

    def _finish(self, frame: types.FrameType, error: BaseException | None) -> None:
        if not self._stack:
            return
        made = self._stack.pop()
        if made is None:
            return
        seen = frame.f_locals
        made.frame = None
        made.raised = type(error).__name__ if error else None
        if isinstance(sequence := seen.get("sequence"), int):
            made.sequence = sequence
        read_fields(made, seen)
        for child in made.made:
            # It was needed to tell which field it went to.
            child.result = None
        if not self._stack:
            made.result = None

    def _seeded(self, frame: types.FrameType) -> None:
        self._seed = text_of(frame.f_locals.get("seed"))

    def _state_set(self, frame: types.FrameType) -> None:
        caller = frame.f_back
        if caller is None or caller.f_code.co_name != "reseed_random":
            self._seed = "a state"

    def _counter(self) -> Counter[str] | None:
        if not self._calls and not self._more:
            return None
        made = next((one for one in reversed(self._stack) if one), None)
        return made.sql if made else self._outside


def _code_of(made: Made | None) -> types.CodeType | None:
    return made.frame.f_code if made and made.frame else None


def _line(frame: types.FrameType | None) -> tuple[str, int] | None:
    while frame is not None:
        file = project.relative(frame.f_code.co_filename)
        if file is not None:
            return file, frame.f_lineno
        frame = frame.f_back
    return None
