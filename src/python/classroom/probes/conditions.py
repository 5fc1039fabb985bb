"""How each condition of each decision came out, test by test, and which of them have decided alone.

`sys.monitoring` tells every conditional jump of the reader's code as it stands: nothing is rewritten. This is a tool of
its own beside coverage.py's tracer, so both measure one and the same run. What cannot be seen: docs/conditions.md.
"""

import dis
import sys
import warnings
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from types import CodeType
from typing import TYPE_CHECKING, Literal

from classroom import monitoring
from classroom.monitoring import DISABLE, events
from classroom.probes.decisions import NOT_DECIDED, NOT_WATCHED, Decision, Module, find
from classroom.probes.jumps import Jump, Watched, all_code, watch
from classroom.probes.mcdc import (
    Answer,
    Leaf,
    Tree,
    answer,
    asked,
    conclude,
    leaves,
    may_begin,
    pairs,
    resolve,
)
from classroom.source import Source, Span
from classroom.watch import Probe as _Probe

if TYPE_CHECKING:
    from classroom import shapes

CAP = 1000
"""Evaluations of one decision that are recorded in one test."""

_SAFE = (
    bool,
    int,
    float,
    complex,
    str,
    bytes,
    list,
    tuple,
    dict,
    set,
    frozenset,
    range,
    bytearray,
    type(None),
)
"""Types whose truth can be asked for without running anybody's code."""

type Outcome = Literal["true", "false", "raised", "unknown"]
Key = tuple[str, tuple[Answer, ...], Outcome]


@dataclass
class _Tally:
    """What was seen of a decision, and how much of it in this test."""

    seen: Counter[Key]
    in_this_test: int = 0


class Probe(_Probe):
    """Records the decisions of some files of a project between `start` and `stop`; start it before they are imported."""

    def __init__(self, root: Path, files: list[str]) -> None:
        self._sources: dict[str, Source] = {}
        self._modules: dict[str, Module] = {}
        self._paths: dict[str, str] = {}
        for name in files:
            try:
                source = Source.read(root / name)
                module = find(source)
                _note_unwatched(source, module)
            except SyntaxError, ValueError, OSError, RecursionError:
                # What is no Python has no decisions; that it does not import is told elsewhere.
                continue
            self._sources[name], self._modules[name] = source, module
            self._paths[str(root / name)] = self._paths[str((root / name).resolve())] = name
        self._watched: dict[int, Watched | None] = {}
        self._kept: list[CodeType] = []
        self._tallies: dict[Decision, _Tally] = {
            decision: _Tally(Counter()) for module in self._modules.values() for decision in module.decisions
        }
        self._open: dict[int, dict[Decision, list[Answer]]] = {}
        self._test = ""
        self._capped = False
        self._tool: monitoring.Tool | None = None

    # ------------------------------------------------------------------------------------------------- the run

    def start(self) -> None:
        """Begins to record. NoToolError where every tool of `sys.monitoring` is taken."""
        callbacks: dict[int, monitoring.Callback] = {
            events.PY_START: self._entered,
            events.BRANCH_LEFT: self._left,
            events.BRANCH_RIGHT: self._right,
            events.PY_RETURN: self._returned,
            events.RAISE: self._raised,
        }
        self._tool = monitoring.take("conditions", callbacks, events.PY_START | events.RAISE)

    def test_started(self, nodeid: str) -> None:
        """What comes now belongs to this test."""
        self._turn(nodeid)

    def test_finished(self) -> None:
        """What comes now belongs to no test."""
        self._turn("")

    def stop(self) -> None:
        """Ends recording; `report` then answers."""
        if self._tool is None:
            return
        self._tool.give_back()
        self._tool = None
        self._flush()

    def report(self) -> shapes.ConditionsReport:
        """How the conditions of each decision came out."""
        files = {
            name: [self._decision(name, decision) for decision in module.decisions]
            for name, module in self._modules.items()
        }
        return {"files": files, "capped": self._capped}

    def _turn(self, test: str) -> None:
        self._flush()
        self._test = test
        if any(tally.in_this_test >= CAP for tally in self._tallies.values()) and self._tool is not None:
            monitoring.restart()
        for tally in self._tallies.values():
            tally.in_this_test = 0

    # ------------------------------------------------------------------------------------------------- events

    def _entered(self, code: CodeType, _offset: int) -> object:
        name = self._paths.get(code.co_filename)
        if name is not None and id(code) not in self._watched and self._tool is not None:
            watched = watch(code, self._modules[name])
            # Kept alive, so that no other code object can come to have its id.
            self._kept.append(code)
            self._watched[id(code)] = watched
            wanted = events.BRANCH_LEFT | events.BRANCH_RIGHT if watched.jumps else 0
            if any(decision.kind == "value" for decision in watched.decisions):
                wanted |= events.PY_RETURN
            if wanted:
                self._tool.listen_in(code, wanted)
        return DISABLE

    def _left(self, code: CodeType, offset: int, _to: int) -> object:
        jump = self._jump(code, offset)
        return DISABLE if jump is None else self._told(jump, jump.truth_at_left)

    def _right(self, code: CodeType, offset: int, _to: int) -> object:
        jump = self._jump(code, offset)
        return DISABLE if jump is None else self._told(jump, not jump.truth_at_left)

    def _jump(self, code: CodeType, offset: int) -> Jump | None:
        watched = self._watched.get(id(code))
        return watched.jumps.get(offset) if watched else None

    def _told(self, jump: Jump, truth: bool) -> object:
        decision = jump.target.decision
        tally = self._tallies.get(decision)
        if tally is None:
            # `while True` and its like: no decision.
            return DISABLE
        if tally.in_this_test >= CAP:
            self._capped = True
            return DISABLE
        # An evaluation belongs to one frame: a recursive call, or another generator, has its own.
        self._learn(id(sys._getframe(2)), decision, jump.target.part, truth)
        return None

    def _learn(self, frame: int, decision: Decision, part: Tree, truth: bool) -> None:
        answers = self._open.get(frame, {}).get(decision)
        if answers is not None and _is_over(part, answers, truth):
            self._close(frame, decision, "unknown")
            answers = None
        if answers is None:
            if not may_begin(part):
                # `not (a and b) or c` asks about its first operand after a alone has settled it.
                return
            answers = self._open.setdefault(frame, {})[decision] = ["not-asked"] * len(decision.conditions)
        conclude(part, answers, truth)
        outcome = resolve(decision.tree, answers)
        if isinstance(outcome, bool):
            self._close(frame, decision, answer(outcome))

    def _returned(self, code: CodeType, _offset: int, value: object) -> None:
        frame = id(sys._getframe(1))
        for decision, answers in list(self._open.get(frame, {}).items()):
            if decision.is_returned and type(value) in _SAFE:
                conclude(decision.tree, answers, bool(value))
            outcome = resolve(decision.tree, answers)
            self._close(frame, decision, answer(outcome) if isinstance(outcome, bool) else "unknown")

    def _raised(self, code: CodeType, offset: int, _exception: BaseException) -> None:
        watched = self._watched.get(id(code))
        if not watched or not watched.jumps:
            return
        frame, where = id(sys._getframe(1)), watched.spans[offset // 2]
        was_open = list(self._open.get(frame, {}))
        for decision in was_open:
            self._close(frame, decision, "raised" if _within(where, decision.span) else "unknown")
        if dis.opname[code.co_code[offset]] == "RAISE_VARARGS":
            # A failing assert raises at its own test, which has come out long since.
            return
        for decision in watched.decisions:
            if decision not in was_open and self._is_first_asked(decision, where):
                self._open.setdefault(frame, {})[decision] = ["not-asked"] * len(decision.conditions)
                self._close(frame, decision, "raised")

    def _is_first_asked(self, decision: Decision, where: Span | None) -> bool:
        first = resolve(decision.tree, ["not-asked"] * len(decision.conditions))
        asks = isinstance(first, Leaf) and _within(where, decision.conditions[first.index].span)
        # Python stands at the whole of `a or b` while it asks whether a is true.
        return asks or where == decision.span

    # ------------------------------------------------------------------------------------------------- the records

    def _close(self, frame: int, decision: Decision, outcome: Outcome) -> None:
        opened = self._open.get(frame, {})
        answers = opened.pop(decision)
        if not opened:
            self._open.pop(frame, None)
        for leaf in asked(decision.tree, answers):
            if answers[leaf.index] == "not-asked":
                answers[leaf.index] = "unknown" if leaf.constant is None else answer(leaf.constant)
        tally = self._tallies.get(decision)
        if tally and tally.in_this_test < CAP:
            tally.seen[self._test, tuple(answers), outcome] += 1
            tally.in_this_test += 1
        if decision.feeds and outcome in ("true", "false"):
            target = decision.feeds
            self._learn(frame, target.decision, target.part, (outcome == "true") != target.opposite)

    def _flush(self) -> None:
        while self._open:
            frame, opened = next(iter(self._open.items()))
            for decision in list(opened):
                self._close(frame, decision, "unknown")

    def _decision(self, name: str, decision: Decision) -> shapes.Decision:
        seen = self._tallies[decision].seen
        vectors = [(list(answers), outcome) for _test, answers, outcome in seen]
        conditions: list[shapes.Condition] = []
        for condition in decision.conditions:
            index = condition.leaf.index
            shown = pairs(decision.tree, index, vectors)
            note = condition.note
            if note is None and any(
                answers[index] == "unknown" and end == "unknown" for answers, end in vectors
            ):
                note = NOT_DECIDED
            conditions.append(
                {
                    **_place(self._sources[name], name, condition.span),
                    "source": condition.source,
                    "alone": shown.alone,
                    "uniqueCause": shown.unique_cause,
                    "note": note,
                }
            )
        return {
            "kind": decision.kind,
            "source": decision.source,
            "line": decision.span[0],
            "endLine": decision.span[1],
            "conditions": conditions,
            "evaluations": [
                {"test": test, "answers": list(answers), "outcome": outcome, "count": count}
                for (test, answers, outcome), count in seen.items()
            ],
        }


def _is_over(part: Tree, answers: list[Answer], truth: bool) -> bool:
    """Whether an answer for this part can only belong to a new evaluation."""
    known = resolve(part, answers)
    if isinstance(part, Leaf):
        return answers[part.index] != "not-asked"
    # An operand of a computed value may be told twice: by its own conditions and as a whole.
    return isinstance(known, bool) and known != truth


def _within(inner: Span | None, outer: Span) -> bool:
    if inner is None:
        return False
    return (outer[0], outer[2]) <= (inner[0], inner[2]) and (inner[1], inner[3]) <= (outer[1], outer[3])


def _note_unwatched(source: Source, module: Module) -> None:
    """Says so on conditions that the compiler left no jump for."""
    told: set[Leaf] = set()
    with warnings.catch_warnings(action="ignore"):
        code = compile(source.text, "<measured>", "exec", dont_inherit=True)
    for part in all_code(code):
        for jump in watch(part, module).jumps.values():
            told.update(leaves(jump.target.part))
    for decision in module.decisions:
        parts = leaves(decision.tree)
        # The last operand of a value has no jump of its own, but the others' jumps lead up to it.
        ends = {parts[-1]} if decision.kind == "value" and told.intersection(parts) else set()
        for condition in decision.conditions:
            leaf = condition.leaf
            if leaf not in told | ends and leaf.constant is None:
                condition.note = NOT_WATCHED


def _place(source: Source, name: str, where: Span) -> shapes.Place:
    line, end_line, column, end_column = where
    return {
        "file": name,
        "line": line,
        "column": source.column(line, column),
        "endLine": end_line,
        "endColumn": source.column(end_line, end_column),
    }
