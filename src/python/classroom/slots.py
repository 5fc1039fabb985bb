"""What an exception of a reader's holds, asked of Python's own classes: an attribute of its own class may say something else, or raise."""

from types import TracebackType

_args, _trace, _context = (
    vars(BaseException)["args"],
    vars(BaseException)["__traceback__"],
    vars(BaseException)["__context__"],
)
_code, _members = vars(SystemExit)["code"], vars(BaseExceptionGroup)["exceptions"]


def arguments_of(error: BaseException) -> tuple[object, ...]:
    """What it was made with."""
    return _args.__get__(error)


def trace_of(error: BaseException) -> TracebackType | None:
    """Its traceback."""
    return _trace.__get__(error)


def code_of(error: BaseException) -> object:
    """What a SystemExit asks Python to exit with."""
    return _code.__get__(error)


def members_of(error: BaseException) -> tuple[BaseException, ...]:
    """The exceptions in a group."""
    return _members.__get__(error)


def set_context(error: BaseException, before: BaseException) -> None:
    """Says that it came up while another was handled."""
    _context.__set__(error, before)
