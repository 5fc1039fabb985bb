from functools import wraps


def noted(journal):
    """Writes into `journal` when a call begins, returns, or ends in an exception."""

    def decorate(fn):
        @wraps(fn)
        def wrapper(*args, **kwargs):
            journal.append(f"{fn.__name__}: in")
            try:
                result = fn(*args, **kwargs)
            except Exception as error:
                journal.append(f"{fn.__name__}: {type(error).__name__}")
                raise
            journal.append(f"{fn.__name__}: out")
            return result

        return wrapper

    return decorate
