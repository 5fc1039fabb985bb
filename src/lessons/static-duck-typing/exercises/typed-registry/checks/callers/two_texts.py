"""A plug-in that wants two texts is registered."""

from plugins import register


def call() -> None:
    @register("joined")  # error: it cannot be called with one text
    def joined(text: str, other: str) -> str:
        return text + other
