import inspect
from functools import wraps


def noted(journal):
    def decorate(fn):
        @wraps(fn)
        async def wrapper(*args, **kwargs):
            journal.append(f"{fn.__name__}: in")
            try:
                result = fn(*args, **kwargs)
                if inspect.isawaitable(result):
                    result = await result
            except BaseException as error:
                journal.append(f"{fn.__name__}: {type(error).__name__}")
                raise
            journal.append(f"{fn.__name__}: out")
            return result

        return wrapper

    return decorate
