"""A plug-in is registered without a name."""

from plugins import register


def call() -> None:
    @register  # error: the name is missing, and the function stands in its place
    def quiet(text: str) -> str:
        return text.lower()
