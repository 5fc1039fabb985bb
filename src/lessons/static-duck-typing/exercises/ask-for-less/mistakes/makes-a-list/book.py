from collections.abc import Iterable
from dataclasses import dataclass


@dataclass
class Visit:
    name: str
    hour: int


def names_of(visits: Iterable[Visit]) -> set[str]:
    """Who came, each once."""
    return {visit.name for visit in visits}


def average_hour(visits: Iterable[Visit]) -> float:
    """The hour around which they came."""
    visits = list(visits)
    return sum(visit.hour for visit in visits) / len(visits)


def last(visits: Iterable[Visit]) -> Visit:
    """The visit that was written down last."""
    return list(visits)[-1]
