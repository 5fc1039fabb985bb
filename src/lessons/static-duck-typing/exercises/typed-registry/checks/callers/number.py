"""A plug-in that counts letters is registered."""

from plugins import register


def count(text: str) -> int:
    return len(text)


def call() -> None:
    register("count")(count)  # error: it gives a number and no text
