"""Watches factory_boy: what each call of a factory built, by which declarations and with which seed, and the SQL that it cost.

Nothing is patched. sys.monitoring tells when factory_boy's builder begins and ends, when a seed is set, and when SQLAlchemy hands
a statement to the driver; sqlite3's trace callback tells the statements of connections that a watched run opens by itself."""

import contextlib
import datetime
import decimal
import enum
import importlib.util
import inspect
import re
import sqlite3
import sys
import types
import uuid
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from classroom import connections, monitoring, project, watch
from classroom.connections import Opened
from classroom.monitoring import DISABLE, events

if TYPE_CHECKING:
    from classroom import shapes

CALLS = 40
"""Calls of factories that are held, from the first."""
OBJECTS = 300
"""Objects that are held in all, those of sub-factories included."""
STATEMENTS = 30
"""Different statements that one object may cost."""
TEXT_LIMIT = 200
"""Characters of one value."""
SQL_LIMIT = 500
"""Characters of one statement."""

type Locals = Mapping[str, Any]
"""Variables of a frame of factory_boy's, whose objects are of classes without types."""

type FieldOrigin = shapes.FieldOrigin
_KINDS: tuple[tuple[str, FieldOrigin], ...] = (
    ("LazyAttributeSequence", "sequence"),
    ("Sequence", "sequence"),
    ("LazyFunction", "lazy-function"),
    ("LazyAttribute", "lazy-attribute"),
    ("SelfAttribute", "self-attribute"),
    ("Iterator", "iterator"),
    ("Dict", "container"),
    ("List", "container"),
    ("SubFactory", "sub-factory"),
    ("Faker", "faker"),
    ("BaseFuzzyAttribute", "fuzzy"),
)
"""Classes of factory_boy with the name of what they are; the first that fits counts."""


@dataclass
class _Made:
    """One object that a factory built, or tried to."""

    factory: str
    model: str
    strategy: Literal["build", "create", "stub"]
    test: str
    at: tuple[str, int] | None
    seed: str | None
    frame: types.FrameType | None
    into: str | None = None
    """The field of the one above that it went to."""
    sequence: int | None = None
    traits: list[str] = field(default_factory=list)
    fields: list[shapes.FactoryField] = field(default_factory=list)
    made: list[_Made] = field(default_factory=list)
    more: int = 0
    sql: Counter[str] = field(default_factory=Counter)
    raised: str | None = None
    result: object = None

    def report(self) -> shapes.FactoryObject:
        return {
            "factory": self.factory,
            "model": self.model,
            "strategy": self.strategy,
            "field": self.into,
            "sequence": self.sequence,
            "traits": self.traits,
            "fields": self.fields,
            "made": [made.report() for made in self.made],
            "more": self.more,
            "seed": self.seed,
            "test": self.test,
            "at": {"file": self.at[0], "line": self.at[1]} if self.at else None,
            "raised": self.raised,
            "sql": _counted(self.sql),
        }


class Probe(watch.Probe):
    """Reports FactoriesReport of report.ts."""

    def __init__(self, root: Path, files: Sequence[str]) -> None:
        super().__init__(root, files)
        self._calls: list[_Made] = []
        self._more = 0
        self._objects = 0
        self._stack: list[_Made | None] = []
        """What is being built; None for what is not held."""
        self._outside: Counter[str] = Counter()
        self._new: list[sqlite3.Connection] = []
        """Opened in this run, and not yet traced."""
        self._driver = 0
        """How many of SQLAlchemy's calls of the driver are under way: what sqlite3 traces meanwhile is counted already."""
        self._seed: str | None = None
        self._test = ""
        self._end = contextlib.ExitStack()

    def start(self) -> None:
        global _heard
        _heard = self._traced
        self._end.callback(_hear_nothing)
        self._end.callback(connections.listen(lambda _opened: None, self._opened))
        self._listen()

    def stop(self) -> None:
        self._end.close()
        self._new.clear()

    def test_started(self, nodeid: str) -> None:
        self._test = nodeid

    def test_finished(self) -> None:
        self._test = ""

    def report(self) -> shapes.FactoriesReport:
        factory = sys.modules.get("factory")
        return {
            "version": getattr(factory, "__version__", None),
            "calls": [made.report() for made in self._calls],
            "more": self._more,
            "outside": _counted(self._outside),
        }

    # ------------------------------------------------------------------------------------------ listening

    def _listen(self) -> None:
        begins: dict[types.CodeType, Callable[[types.FrameType], None]] = {}
        ends: dict[types.CodeType, Callable[[types.FrameType, BaseException | None], None]] = {}
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
            from sqlalchemy.engine.default import DefaultDialect

            for name, says in _DRIVER.items():
                code = getattr(DefaultDialect, name).__code__
                begins[code] = self._driver_begins(says)
                ends[code] = self._driver_ends
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
            events.CALL: self._called,
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
        made = _Made(
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
        _describe(made, seen)
        for child in made.made:
            # It was needed to tell which field it went to.
            child.result = None
        if not self._stack:
            made.result = None

    def _seeded(self, frame: types.FrameType) -> None:
        self._seed = _text(frame.f_locals.get("seed"))

    def _state_set(self, frame: types.FrameType) -> None:
        caller = frame.f_back
        if caller is None or caller.f_code.co_name != "reseed_random":
            self._seed = "a state"

    # ------------------------------------------------------------------------------------------------ SQL

    def _driver_begins(self, says: str | None) -> Callable[[types.FrameType], None]:
        def begins(frame: types.FrameType) -> None:
            self._driver += 1
            seen = frame.f_locals
            if says is None:
                self._count(str(seen.get("statement")))
            elif _in_transaction(seen.get("dbapi_connection")):
                self._count(says)

        return begins

    def _driver_ends(self, _frame: types.FrameType, _error: BaseException | None) -> None:
        self._driver = max(0, self._driver - 1)

    def _traced(self, statement: str) -> None:
        if not self._driver:
            self._count(_template(statement))

    def _opened(self, connection: sqlite3.Connection, _opened: Opened) -> None:
        # It can be asked nothing before sqlite3.connect has returned.
        self._new.append(connection)

    def _called(self, _code: types.CodeType, _offset: int, called: object, _first: object) -> object:
        owner = getattr(called, "__objclass__", None) if type(called) is types.MethodDescriptorType else None
        if type(called) is types.BuiltinMethodType:
            owner = type(called.__self__)
        if not isinstance(owner, type) or not issubclass(owner, sqlite3.Connection):
            return DISABLE
        while self._new:
            # A connection has one such callback and does not say which, so it stays for the connection's life, and the
            # reader's own takes its place.
            sqlite3.Connection.set_trace_callback(self._new.pop(), _hear)
        return None

    def _count(self, statement: str) -> None:
        if not self._calls and not self._more:
            return
        made = next((one for one in reversed(self._stack) if one), None)
        counter = made.sql if made else self._outside
        statement = " ".join(statement.split())
        if len(statement) > SQL_LIMIT:
            statement = f"{statement[:SQL_LIMIT]}..."
        if statement not in counter and len(counter) >= STATEMENTS:
            statement = "other statements"
        counter[statement] += 1


_DRIVER = {
    "do_execute": None,
    "do_executemany": None,
    "do_execute_no_params": None,
    "do_commit": "COMMIT",
    "do_rollback": "ROLLBACK",
}
"""SQLAlchemy's calls of the driver, with the statement that each stands for where it is not given one."""


def _in_transaction(connection: object) -> bool:
    """Whether there is anything to commit or roll back: where there is not, sqlite3 sends nothing."""
    inner = getattr(connection, "dbapi_connection", connection)
    return not isinstance(inner, sqlite3.Connection) or inner.in_transaction


_heard: Callable[[str], None] | None = None


def _hear_nothing() -> None:
    global _heard
    _heard = None


def _hear(statement: str) -> None:
    if _heard and not connections.are_ours():
        _heard(statement)


def _code_of(made: _Made | None) -> types.CodeType | None:
    return made.frame.f_code if made and made.frame else None


def _line(frame: types.FrameType | None) -> tuple[str, int] | None:
    while frame is not None:
        file = project.relative(frame.f_code.co_filename)
        if file is not None:
            return file, frame.f_lineno
        frame = frame.f_back
    return None


# --------------------------------------------------------------------------------------------------- fields


def _describe(made: _Made, seen: Locals) -> None:
    """Takes the fields from the builder's own variables: declarations, what the caller gave, and what came of them."""
    step, declared, builder = seen.get("step"), seen.get("pre"), seen.get("self")
    if step is None or declared is None or builder is None:
        return
    values: dict[str, object] = step.attributes
    parameters: dict[str, object] = builder.factory_meta.parameters
    made.traits = [
        name
        for name, parameter in parameters.items()
        if _class_of(parameter) == "Trait" and name in values and values[name] is True
    ]
    children = {id(child.result): child for child in made.made if child.result is not None}
    for name, value in values.items():
        if name in parameters and _class_of(parameters[name]) == "Trait":
            continue
        declaration, trait = declared[name].declaration, None
        if _class_of(declaration) == "Maybe":
            declaration, trait = _chosen(declaration, values, parameters)
        kind, detail = _origin(declaration, is_given=name in builder.extras)
        child = children.get(id(value))
        if child is not None:
            child.into = name
        told = _text(value) if child is None else child.model
        if _is_skipped(value):
            # factory_boy hands nothing over here, and the model's own default stands.
            kind, detail, trait, told = "model", "", None, _left_to_model(made.result, name)
        made.fields.append(
            {
                "name": name,
                "by": kind,
                "detail": detail,
                "trait": trait,
                "value": told,
                "isParameter": name in parameters,
                "isChild": child is not None,
            }
        )


def _is_skipped(value: object) -> bool:
    return _class_of(value) == "Skip" and type(value).__module__ == "factory.declarations"


def _left_to_model(result: object, name: str) -> str | None:
    """What the model's own default gave, as far as it can be read without running the model's code or asking a database; None
    where it cannot."""
    if isinstance(result, dict):
        return _text(result[name]) if name in result else None
    try:
        own = object.__getattribute__(result, "__dict__")
    except AttributeError:
        own = {}
    if name in own:
        return _text(own[name])
    missing = object()
    default = inspect.getattr_static(type(result), name, missing)
    if isinstance(default, types.MemberDescriptorType):
        with contextlib.suppress(AttributeError):
            return _text(default.__get__(result))
        return None
    # A class attribute that is no descriptor is what the object answers too.
    has_code = any(hasattr(type(default), hook) for hook in ("__get__", "__set__"))
    return None if default is missing or has_code else _text(default)


def _chosen(maybe: Any, values: dict[str, object], parameters: dict[str, object]) -> tuple[Any, str | None]:
    """The declaration that a Maybe came down to, and the trait that chose it."""
    trait = None
    while _class_of(maybe) == "Maybe":
        name = getattr(maybe.decider, "attribute_name", "")
        is_on = values.get(name) is True
        if is_on and _class_of(parameters.get(name)) == "Trait":
            trait = name
        maybe = maybe.yes if is_on else maybe.no
    return maybe, trait


def _class_of(thing: object) -> str:
    return type(thing).__name__


def _origin(declaration: Any, *, is_given: bool) -> tuple[FieldOrigin, str]:
    """What kind of declaration it is, and what it says."""
    if not hasattr(type(declaration), "FACTORY_BUILDER_PHASE"):
        return ("given" if is_given else "constant"), ""
    kind = _kind({base.__name__ for base in type(declaration).__mro__})
    match kind:
        case "faker":
            return kind, str(declaration.provider)
        case "self-attribute":
            return kind, str(declaration.attribute_name)
        case "other" | "fuzzy":
            return kind, _class_of(declaration)
        case _:
            return kind, ""


def _kind(classes: set[str]) -> FieldOrigin:
    for name, kind in _KINDS:
        if name in classes:
            return kind
    return "other"


_PLAIN = (
    str, int, float, bool, bytes, complex, type(None), decimal.Decimal, uuid.UUID,
    datetime.date, datetime.datetime, datetime.time, datetime.timedelta,
)  # fmt: skip


def _text(value: object) -> str:
    """The value as Python writes it, where that runs no code of the reader's; else what it is."""
    if type(value) in _PLAIN:
        text = repr(value)
    elif isinstance(value, enum.Enum):
        text = f"{_class_of(value)}.{value._name_}"
    elif type(value) is list or type(value) is tuple or type(value) is set or type(value) is dict:
        text = f"{_class_of(value)} of {len(value)}"
    else:
        text = f"{_class_of(value)} object"
    return text if len(text) <= TEXT_LIMIT else f"{text[:TEXT_LIMIT]}..."


def _template(statement: str) -> str:
    """A traced statement with its values taken out, so that like ones count as one."""
    return re.sub(
        r"(?<![\w\"])(?:'(?:[^']|'')*'|-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?|NULL)(?![\w\"])", "?", statement
    )


def _counted(statements: Counter[str]) -> list[shapes.StatementCount]:
    return [{"statement": statement, "count": count} for statement, count in statements.items()]
