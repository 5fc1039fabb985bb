from functools import wraps


def timed(clock, report):
    def decorate(fn):
        started = clock()

        @wraps(fn)
        def wrapper(*args, **kwargs):
            try:
                return fn(*args, **kwargs)
            finally:
                report(fn.__name__, clock() - started)

        return wrapper

    return decorate
