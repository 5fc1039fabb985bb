"""The last one of a set is asked for."""

from book import Visit, last


def call(visits: set[Visit]) -> None:
    last(visits)  # error: a set has no last one
