import time
from functools import wraps


def retry(times, on, *, wait=0.1, sleep=time.sleep):
    if times < 1:
        raise ValueError("times")

    def decorate(fn):
        @wraps(fn)
        def wrapper(*args, **kwargs):
            for attempt in range(1, times + 1):
                try:
                    return fn(*args, **kwargs)
                except Exception:
                    if attempt == times:
                        raise
                    sleep(wait * 2 ** (attempt - 1))

        return wrapper

    return decorate
