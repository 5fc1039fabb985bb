"""How much of a report crosses to the page. Every report and event goes through `bounded`, so that no value of a reader's, however
large, holds the page up: a text that is too long is cut, and says so with the length that it had.

How many items a list has is the affair of whoever makes it, as what is left out has to be counted.
"""

TEXT = 10_000
"""Characters of a text that is not named below."""

WHOLE = 8_000_000
"""Characters of all texts of one report together, of those that may be long."""

TRACEBACK = 6_000_000
"""Characters of a traceback."""

_LIMITS = {
    # Read by the page in pieces: the whole can be looked at there.
    "full": TRACEBACK,
    "terminal": 1_000_000,
    "stdout": 1_000_000,
    "stderr": 1_000_000,
    "log": 1_000_000,
    # Files and drawings: half of one is of no use, and whoever makes them has a limit of their own.
    "markup": WHOLE,
    "content": WHOLE,
    "source": WHOLE,
    # The far end of a message is in the whole traceback.
    "message": 2_000,
    # Single lines and names.
    "friendly": 2_000,
    "doc": 2_000,
    "name": 1_000,
    "type": 1_000,
    "title": 1_000,
    "columns": 1_000,
}
"""By the key that a text stands under, in a list or by itself."""

_WITHIN = {
    # A source line in a traceback.
    ("frames", "source"): 1_000,
    # A cell's value, which the page reads in pieces.
    ("value", "text"): 200_000,
}
"""By the key that a text stands under, and the one above it."""


def bounded(report: object) -> object:
    """The same plain data with texts of bounded length. What needs no cut is handed back as it is."""
    return _Bounds().within(report, "", "")


class _Bounds:
    def __init__(self) -> None:
        self._left = WHOLE

    def within(self, value: object, key: str, above: str) -> object:
        if type(value) is str:
            return self._text(value, _WITHIN.get((above, key)) or _LIMITS.get(key, TEXT))
        if type(value) is dict:
            return {
                self._text(name, TEXT) if type(name) is str else name: self.within(item, name, key)
                for name, item in value.items()
            }
        if type(value) is list or type(value) is tuple:
            # A long list of numbers is gone through once, and copied only where there is something to cut.
            return [item if type(item) in _PLAIN else self.within(item, key, key) for item in value]
        return value

    def _text(self, text: str, limit: int) -> str:
        size = len(text)
        if size <= TEXT and size <= limit:
            return text
        if limit > TEXT:
            limit = max(TEXT, min(limit, self._left))
            self._left -= min(size, limit)
        return cut(text, limit)


def cut(text: str, limit: int) -> str:
    """At most so many characters of a text, with the words that say how many it had where they are fewer."""
    if len(text) <= limit:
        return text
    words = f"... (cut: {len(text):,} characters in all)"
    return text[: max(0, limit - len(words))] + words


_PLAIN = frozenset({int, float, bool, type(None)})
