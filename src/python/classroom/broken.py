"""What to say of an exception in an interpreter that an earlier cell has broken."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from classroom.shapes import ExceptionReport

NAMED = 3
"""Names that are told; of more, how many there are."""


def broken_sentence(exception: ExceptionReport, replaced: Sequence[str]) -> str:
    """The friendly sentence of an ExceptionReport, with a further one where functions of Python that an earlier cell has replaced
    (`len`, `json.dumps`) may be why: any built-in, which all of the library works with, and others that the exception names."""
    said = f"{exception['message']} {' '.join(frame['source'] for frame in exception['frames'])}"
    named = [name for name in replaced if "." not in name or _names(said, name.rpartition(".")[2])]
    if not named:
        return exception["friendly"]
    more = f" and {len(named) - NAMED} more" if len(named) > NAMED else ""
    return (
        f"{exception['friendly']} An earlier cell has replaced or deleted {', '.join(named[:NAMED])}{more}, which "
        "Python came with: Restart gives you a fresh interpreter."
    )


def _names(text: str, name: str) -> bool:
    return re.search(rf"\b{re.escape(name)}\b", text) is not None
