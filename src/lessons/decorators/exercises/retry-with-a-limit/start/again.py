import time


def retry(times, on, *, wait=0.1, sleep=time.sleep):
    """Tries a call again, up to `times` times in all, where it ends in an exception of the class `on`."""

    def decorate(fn):
        return fn

    return decorate
