"""A robot makes up its name when it is asked, and its badge takes more than it must."""

from museum import record_visit


class Robot:
    @property
    def name(self) -> str:
        return "unit 7"

    def badge(self, colour: str = "r") -> str:
        return colour


line: str = record_visit(Robot(), 11)
