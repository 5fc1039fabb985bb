"""A tuple, and a deque, have everything that the three functions need."""

from collections import deque

from book import Visit, average_hour, last, names_of

pair = (Visit("Ada", 9), Visit("Bo", 11))
names: set[str] = names_of(pair)
hour: float = average_hour(pair)
late: Visit = last(pair)
latest: Visit = last(deque(pair))
