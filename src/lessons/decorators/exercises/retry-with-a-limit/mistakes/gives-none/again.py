import time
from functools import wraps


def retry(times, on, *, wait=0.1, sleep=time.sleep):
    if times < 1:
        raise ValueError("times")

    def decorate(fn):
        @wraps(fn)
        def wrapper(*args, **kwargs):
            for attempt in range(times):
                try:
                    return fn(*args, **kwargs)
                except on:
                    sleep(wait * 2**attempt)

        return wrapper

    return decorate
