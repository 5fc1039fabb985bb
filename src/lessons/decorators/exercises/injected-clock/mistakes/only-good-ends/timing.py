from functools import wraps


def timed(clock, report):
    def decorate(fn):
        @wraps(fn)
        def wrapper(*args, **kwargs):
            started = clock()
            result = fn(*args, **kwargs)
            report(fn.__name__, clock() - started)
            return result

        return wrapper

    return decorate
