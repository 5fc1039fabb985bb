def timed(clock, report):
    """Reports how long each call took: report(name, seconds)."""

    def decorate(fn):
        started = clock()

        def wrapper(*args):
            result = fn(*args)
            report(wrapper.__name__, clock() - started)
            return result

        return wrapper

    return decorate
