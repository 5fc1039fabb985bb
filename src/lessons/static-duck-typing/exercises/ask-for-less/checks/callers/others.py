"""Names are asked for of things that are no visits."""

from book import names_of


def call() -> None:
    names_of(["Ada", "Bo"])  # error: text is no visit
