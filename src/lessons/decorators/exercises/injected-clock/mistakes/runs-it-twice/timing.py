from functools import wraps


def timed(clock, report):
    def decorate(fn):
        @wraps(fn)
        def wrapper(*args, **kwargs):
            started = clock()
            try:
                fn(*args, **kwargs)
            finally:
                report(fn.__name__, clock() - started)
            return fn(*args, **kwargs)

        return wrapper

    return decorate
