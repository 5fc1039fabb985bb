"""A guard shows no badge before being told the day's word."""

from museum import record_visit


class Guard:
    name = "guard"

    def badge(self, word: str) -> str:
        return word


def call() -> None:
    record_visit(Guard(), 14)  # error: this badge wants a word first
