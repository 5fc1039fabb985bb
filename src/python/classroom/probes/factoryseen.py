"""What the factories probe keeps of an object that a factory built."""

import types
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from classroom import shapes


@dataclass
class Made:
    """One object that a factory built, or tried to."""

    factory: str
    model: str
    strategy: Literal["build", "create", "stub"]
    test: str
    at: tuple[str, int] | None
    seed: str | None
    frame: types.FrameType | None
    """Of factory_boy's builder, while it builds."""
    into: str | None = None
    """The field of the one above that it went to."""
    sequence: int | None = None
    traits: list[str] = field(default_factory=list)
    fields: list[shapes.FactoryField] = field(default_factory=list)
    made: list[Made] = field(default_factory=list)
    more: int = 0
    """Objects within it that are not held."""
    sql: Counter[str] = field(default_factory=Counter)
    raised: str | None = None
    result: object = None

    def report(self) -> shapes.FactoryObject:
        """It, and all that its sub-factories built for it."""
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
            "sql": counted(self.sql),
        }


def counted(statements: Counter[str]) -> list[shapes.StatementCount]:
    """In the order in which each was sent first."""
    return [{"statement": statement, "count": count} for statement, count in statements.items()]
