from functools import wraps


def timed(clock, report):
    started = None

    def decorate(fn):
        @wraps(fn)
        def wrapper(*args, **kwargs):
            nonlocal started
            started = clock()
            try:
                return fn(*args, **kwargs)
            finally:
                report(fn.__name__, clock() - started)

        return wrapper

    return decorate
