"""Which conditional jump of compiled code tells what of which decision. The opcode is read, never guessed from the order."""

import dis
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from types import CodeType

from classroom.probes.decisions import Decision, Module, Spot, Target
from classroom.probes.mcdc import Leaf, Tree
from classroom.source import Span

Positions = tuple[int | None, int | None, int | None, int | None] | dis.Positions


@dataclass(frozen=True)
class Jump:
    """A jump: its target, and the truth of the target's part where the jump is not taken (left)."""

    target: Target
    truth_at_left: bool


@dataclass
class Watched:
    """A code object of a measured module, with the jumps at their offsets and the span of each instruction."""

    code: CodeType
    jumps: dict[int, Jump]
    spans: list[Span | None]

    @property
    def decisions(self) -> list[Decision]:
        """The decisions that this code evaluates."""
        return list(dict.fromkeys(jump.target.decision for jump in self.jumps.values()))


def watch(code: CodeType, module: Module) -> Watched:
    """Maps the jumps of a code object that was compiled from the module."""
    spans = [_span(positions) for positions in code.co_positions()]
    found: dict[Span, dict[int, Span]] = defaultdict(dict)
    skipping: dict[Span, list[int]] = defaultdict(list)
    for jump, before in _jumps(code):
        where, own = _asked_at(jump, before, module), spans[jump.offset // 2]
        if where is not None:
            # Spots that belong together are one list, however many spans lead to it.
            found[_name(module.spots[where], module)][jump.offset] = where
        elif own in module.skips and jump.opname in ON_NONE:
            skipping[own].append(jump.offset)
    for yielded, offsets in skipping.items():
        # A filter that fails goes on with the loop, from where the comprehension yields; the span there tells no more.
        missing = [where for where in module.skips[yielded] if where not in found]
        if len(missing) == len(offsets):
            for where, offset in zip(missing, offsets, strict=True):
                found[where][offset] = where
    jumps = {}
    for where, at in found.items():
        spots = _in_code(module.spots[where], len(at))
        pairs = [(offset, spots[number % len(spots)]) for number, offset in enumerate(sorted(at)) if spots]
        if all(at[offset] in spot.spans for offset, spot in pairs):
            for offset, spot in pairs:
                jumps[offset] = Jump(
                    spot.target, _truth_at_left(dis.opname[code.co_code[offset]], spot.target)
                )
    return Watched(code, jumps, spans)


def _jumps(code: CodeType) -> Iterator[tuple[dis.Instruction, dis.Instruction]]:
    """The conditional jumps, each with the instruction that made what it asks about."""
    branches = {offset for offset, _left, _right in code.co_branches()}
    before = None
    for instruction in dis.get_instructions(code) if branches else ():
        if instruction.offset in branches and before is not None:
            yield instruction, before
        # TO_BOOL asks about what stands before it: a value, or an exception that `with` may swallow.
        swallows = (
            instruction.opname == "TO_BOOL" and before is not None and before.opname == "WITH_EXCEPT_START"
        )
        if not swallows and instruction.opname != "EXTENDED_ARG":
            before = instruction


def _asked_at(jump: dis.Instruction, before: dis.Instruction, module: Module) -> Span | None:
    """The span of what a jump asks about, if a decision has it.

    The jump's own span is no guide: where the compiler leads one jump on to the next, it takes the other's.
    """
    own, made = (_span(each.positions) if each.positions else None for each in (jump, before))
    if jump.opname in ("POP_JUMP_IF_FALSE", "POP_JUMP_IF_TRUE"):
        return made if made in module.spots and before.opname in _TELLING else None
    if jump.opname in ON_NONE:
        # `x is None` is one instruction, the jump; before it comes whatever ends x.
        if own in module.nones.values():
            return own
        return made if made in module.nones.values() else module.nones.get(made) if made else None
    return None


def _name(spots: list[Spot], module: Module) -> Span:
    return next(where for where, each in module.spots.items() if each is spots)


ON_NONE = ("POP_JUMP_IF_NONE", "POP_JUMP_IF_NOT_NONE")
_TELLING = ("TO_BOOL", "COPY", "COMPARE_OP", "CONTAINS_OP", "IS_OP", "UNARY_NOT")
"""What stands before a jump on a value. Others, such as CHECK_EXC_MATCH, ask about an exception."""


def all_code(code: CodeType) -> Iterator[CodeType]:
    """The code object and those within it."""
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from all_code(constant)


def _in_code(spots: list[Spot], jumps: int) -> list[Spot]:
    """The spots that have a jump. A `finally` stands in the code more than once; a literal has no jump at all."""
    if spots and jumps % len(spots) == 0:
        return spots
    alive = [spot for spot in spots if not _is_literal(spot.target.part)]
    return alive if alive and jumps % len(alive) == 0 else []


def _is_literal(part: Tree) -> bool:
    return isinstance(part, Leaf) and part.constant is not None


def _truth_at_left(opcode: str, target: Target) -> bool:
    match opcode:
        case "POP_JUMP_IF_FALSE":
            truth = True
        case "POP_JUMP_IF_TRUE":
            truth = False
        case _:
            true_at_none = True
            if isinstance(target.part, Leaf):
                true_at_none = target.decision.conditions[target.part.index].true_at_none
            truth = true_at_none != (opcode == "POP_JUMP_IF_NONE")
    return truth != target.opposite


def _span(positions: Positions) -> Span | None:
    line, last, start, end = tuple(positions)[:4]
    return None if line is None or last is None or start is None or end is None else (line, last, start, end)
