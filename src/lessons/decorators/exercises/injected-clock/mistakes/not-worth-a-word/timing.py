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
                seconds = clock() - started
                if seconds:
                    report(fn.__name__, seconds)

        return wrapper

    return decorate
