"""All three are asked of things that are no visits."""

from book import Visit, average_hour, last, names_of


def call() -> None:
    names_of(["Ada", "Bo"])  # error: text is no visit
    average_hour(("Ada", "Bo"))  # error: text has no hour


def late() -> Visit:
    return last(("Ada", "Bo"))  # error: of texts the last one is no visit
