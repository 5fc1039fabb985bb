from dataclasses import dataclass


@dataclass
class Person:
    name: str

    def badge(self) -> str:
        return self.name[:1]


class Visitor:
    """What the museum asks of a visitor."""


def record_visit(visitor: Person, hour: int) -> str:
    return f"{hour}: {visitor.name} [{visitor.badge().upper()}]"
