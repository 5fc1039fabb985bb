import inspect
from functools import wraps


def noted(journal):
    def decorate(fn):
        def note(what):
            journal.append(f"{fn.__name__}: {what}")

        @wraps(fn)
        def plain(*args, **kwargs):
            note("in")
            try:
                result = fn(*args, **kwargs)
            except Exception as error:
                note(type(error).__name__)
                raise
            note("out")
            return result

        @wraps(fn)
        async def waiting(*args, **kwargs):
            note("in")
            try:
                await fn(*args, **kwargs)
                result = await fn(*args, **kwargs)
            except BaseException as error:
                note(type(error).__name__)
                raise
            note("out")
            return result

        return waiting if inspect.iscoroutinefunction(fn) else plain

    return decorate
