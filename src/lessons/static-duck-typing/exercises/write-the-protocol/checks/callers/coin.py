"""A frozen coin, whose name can be read and not set, is lent to the museum."""

from dataclasses import dataclass

from museum import record_visit


@dataclass(frozen=True)
class Coin:
    name: str

    def badge(self) -> str:
        return "c"


line: str = record_visit(Coin("denarius"), 10)
