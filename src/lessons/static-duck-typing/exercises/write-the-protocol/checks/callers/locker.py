"""A locker's badge is a number."""

from museum import record_visit


class Locker:
    name = "locker"

    def badge(self) -> int:
        return 12


def call() -> None:
    record_visit(Locker(), 13)  # error: a badge is text, and this one is a number
