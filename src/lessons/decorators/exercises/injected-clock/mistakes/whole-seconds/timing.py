from functools import wraps


def timed(clock, report):
    def decorate(fn):
        @wraps(fn)
        def wrapper(*args, **kwargs):
            started = int(clock())
            try:
                return fn(*args, **kwargs)
            finally:
                report(fn.__name__, float(int(clock()) - started))

        return wrapper

    return decorate
