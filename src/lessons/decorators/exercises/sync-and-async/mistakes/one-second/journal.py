import asyncio
import inspect
from contextlib import contextmanager
from functools import wraps


@contextmanager
def _noting(name, journal):
    journal.append(f"{name}: in")
    try:
        yield
    except BaseException as error:
        journal.append(f"{name}: {type(error).__name__}")
        raise
    journal.append(f"{name}: out")


def noted(journal):
    """Writes into `journal` when a call begins, returns, or ends in an exception."""

    def decorate(fn):
        if inspect.iscoroutinefunction(fn):

            @wraps(fn)
            async def wrapper(*args, **kwargs):
                with _noting(fn.__name__, journal):
                    return await asyncio.wait_for(fn(*args, **kwargs), 1)

        else:

            @wraps(fn)
            def wrapper(*args, **kwargs):
                with _noting(fn.__name__, journal):
                    return fn(*args, **kwargs)

        return wrapper

    return decorate
