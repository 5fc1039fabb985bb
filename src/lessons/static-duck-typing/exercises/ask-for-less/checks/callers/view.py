"""The values of a dict, a set, and a class of one's own, have a length and no numbers."""

from collections.abc import Iterator

from book import Visit, average_hour, names_of


class Guestbook:
    def __init__(self, *visits: Visit) -> None:
        self._visits = visits

    def __iter__(self) -> Iterator[Visit]:
        return iter(self._visits)

    def __len__(self) -> int:
        return len(self._visits)

    def __contains__(self, visit: object) -> bool:
        return visit in self._visits


tickets = {1: Visit("Ada", 9), 2: Visit("Bo", 11)}
names: set[str] = names_of(tickets.values())
hour: float = average_hour(tickets.values())
guests: set[str] = names_of(Guestbook(*tickets.values()))
noon: float = average_hour(Guestbook(*tickets.values()))


def of_a_set(visits: set[Visit]) -> float:
    return average_hour(visits)
