"""The average of a generator is asked for."""

from book import Visit, average_hour

day = [Visit("Ada", 9)]


def call() -> None:
    # Nobody knows how many it holds until it is used up.
    average_hour(visit for visit in day)  # error: a generator has no length
