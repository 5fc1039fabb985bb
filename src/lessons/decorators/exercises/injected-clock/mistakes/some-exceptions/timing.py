from functools import wraps


def timed(clock, report):
    """Reports how long each call took: report(name, seconds)."""

    def decorate(fn):
        @wraps(fn)
        def wrapper(*args, **kwargs):
            started = clock()
            try:
                result = fn(*args, **kwargs)
            except (Exception, KeyboardInterrupt):
                report(fn.__name__, clock() - started)
                raise
            report(fn.__name__, clock() - started)
            return result

        return wrapper

    return decorate
