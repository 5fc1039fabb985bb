"""What of CPython's C module `_signal` is used here; the checker knows `signal` alone, whose functions are written in Python."""

from collections.abc import Callable
from types import FrameType

type Handler = Callable[[int, FrameType | None], object] | int | None

def signal(signalnum: int, handler: Handler, /) -> Handler: ...
def getsignal(signalnum: int, /) -> Handler: ...
