"""What a run leaves behind in its project: each file that it made or changed, so that a reader can take it away."""

import base64
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from classroom import project, watch

if TYPE_CHECKING:
    from classroom import shapes

MOST_FILES = 20
"""Files that are handed over; more are counted and left out."""

BYTES_LIMIT = 1_000_000
"""Size of a file, in bytes, up to which it is handed over; of a larger one only the size is."""


class Probe(watch.Probe):
    """Compares the project's files as the run found them with what it leaves, byte by byte."""

    def __init__(self, root: Path, files: Sequence[str]) -> None:
        self._before: dict[str, bytes] = {}
        self._left: list[shapes.LeftFile] = []
        self._left_out = 0

    def start(self) -> None:
        """Reads all files that are there."""
        self._before = {path: _read(path) for path in project.left(())}

    def stop(self) -> None:
        """Reads them again, and keeps those that are new or differ, in the order of their paths."""
        now = ((path, _read(path)) for path in project.left(()))
        changed = [(path, content) for path, content in now if self._before.get(path) != content]
        self._left_out = max(0, len(changed) - MOST_FILES)
        self._left = [_left(path, content) for path, content in changed[:MOST_FILES]]

    def report(self) -> shapes.FilesReport:
        """What was made or changed; a file that is no UTF-8 comes as base64."""
        return {"files": self._left, "leftOut": self._left_out}


def _read(path: str) -> bytes:
    file = project.ROOT / path
    return file.read_bytes() if file.is_file() else b""


def _left(path: str, content: bytes) -> shapes.LeftFile:
    told: shapes.LeftFile = {"path": path, "bytes": len(content), "encoding": None, "content": ""}
    if len(content) > BYTES_LIMIT:
        return told
    try:
        return {**told, "encoding": "utf-8", "content": content.decode("utf-8")}
    except UnicodeDecodeError:
        return {**told, "encoding": "base64", "content": base64.b64encode(content).decode("ascii")}
