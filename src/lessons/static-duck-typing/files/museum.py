"""The museum's library. It was written for people."""

from dataclasses import dataclass


@dataclass
class Person:
    name: str


@dataclass
class Visit:
    """A line in the visitors' book."""

    name: str
    hour: int


def record_visit(visitor: Person, hour: int) -> tuple[Person, Visit]:
    """Writes a visitor into the book, and gives them back with their line."""
    return visitor, Visit(visitor.name, hour)
