from dataclasses import dataclass
from typing import Protocol, runtime_checkable


@dataclass
class Person:
    name: str

    def badge(self) -> str:
        return self.name[:1]


@runtime_checkable
class Visitor(Protocol):
    """What the museum asks of a visitor."""

    @property
    def name(self) -> str: ...

    def badge(self) -> str: ...


def record_visit(visitor: Visitor, hour: int) -> str:
    return f"{hour}: {visitor.name} [{visitor.badge()[:1].upper()}]"
