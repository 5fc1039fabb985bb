import time
from functools import wraps


def retry(times, on, *, wait=0.1, sleep=time.sleep):
    """Tries a call again, up to `times` times in all, where it ends in an exception of the class `on`."""
    if times < 1:
        raise ValueError(f"times must be 1 or more, not {times}")

    def decorate(fn):
        @wraps(fn)
        def wrapper(*args, **kwargs):
            for attempt in range(1, times + 1):
                try:
                    return fn(*args, **kwargs)
                except on:
                    if attempt == times:
                        raise
                    sleep(min(60, wait * 2 ** (attempt - 1)))

        return wrapper

    return decorate
