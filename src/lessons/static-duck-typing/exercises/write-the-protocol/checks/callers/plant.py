"""A plant has a badge and no name."""

from museum import record_visit


class Plant:
    latin_name = "Rosa canina"

    def badge(self) -> str:
        return "p"


def call() -> None:
    record_visit(Plant(), 12)  # error: a plant has no name
