from collections.abc import Iterable, Sequence, Set, ValuesView
from dataclasses import dataclass


@dataclass
class Visit:
    name: str
    hour: int


def names_of(visits: Iterable[Visit]) -> set[str]:
    """Who came, each once."""
    return {visit.name for visit in visits}


def average_hour(visits: Set[Visit] | ValuesView[Visit] | Sequence[Visit]) -> float:
    """The hour around which they came."""
    return sum(visit.hour for visit in visits) / len(visits)


def last(visits: Sequence[Visit]) -> Visit:
    """The visit that was written down last."""
    return visits[-1]
