import time
from functools import wraps


def retry(times, on, *, wait=0.1, sleep=time.sleep):
    if times < 1:
        raise ValueError("times must be 1 or more")
    waits = [wait, 2 * wait, 4 * wait, 6 * wait, 8 * wait, 10 * wait, 12 * wait]

    def decorate(fn):
        @wraps(fn)
        def wrapper(*args, **kwargs):
            for attempt in range(times):
                try:
                    return fn(*args, **kwargs)
                except on:
                    if attempt == times - 1:
                        raise
                    sleep(waits[attempt])

        return wrapper

    return decorate
