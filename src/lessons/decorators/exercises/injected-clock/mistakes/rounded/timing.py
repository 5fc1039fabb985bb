from functools import wraps


def timed(clock, report):
    """Reports how long each call took: report(name, seconds)."""

    def decorate(fn):
        @wraps(fn)
        def wrapper(*args, **kwargs):
            started = clock()
            try:
                return fn(*args, **kwargs)
            finally:
                report(fn.__name__, round(clock() - started, 6))

        return wrapper

    return decorate
