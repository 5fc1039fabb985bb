"""The values of a dict, and a set, have a length and no numbers."""

from book import Visit, average_hour, names_of

tickets = {1: Visit("Ada", 9), 2: Visit("Bo", 11)}
names: set[str] = names_of(tickets.values())
hour: float = average_hour(tickets.values())


def of_a_set(visits: set[Visit]) -> float:
    return average_hour(visits)
