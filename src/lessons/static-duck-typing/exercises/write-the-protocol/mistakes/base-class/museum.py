from dataclasses import dataclass


@dataclass
class Person:
    name: str

    def badge(self) -> str:
        return self.name[:1]


class Visitor:
    """What the museum asks of a visitor."""

    @property
    def name(self) -> str:
        raise NotImplementedError

    def badge(self) -> str:
        raise NotImplementedError


def record_visit(visitor: Visitor, hour: int) -> str:
    return f"{hour}: {visitor.name} [{visitor.badge().upper()}]"
