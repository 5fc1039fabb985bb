import time
from functools import wraps


def retry(times, on, *, wait=0.1, sleep=time.sleep):
    if times == 0:
        raise ValueError("times must be 1 or more")

    def decorate(fn):
        @wraps(fn)
        def wrapper(*args, **kwargs):
            for attempt in range(times):
                try:
                    return fn(*args, **kwargs)
                except on:
                    if attempt == times - 1:
                        raise
                    sleep(wait * 2**attempt)

        return wrapper

    return decorate
