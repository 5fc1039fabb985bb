"""An object that can be called is registered, and keeps its class."""

from plugins import label, register


class Frame:
    def __init__(self, mark: str) -> None:
        self.mark = mark

    def __call__(self, words: str) -> str:
        return f"{self.mark}{words}{self.mark}"


frame = register("framed")(Frame("|"))
mark: str = frame.mark
framed: str = label("framed", "rosa")
