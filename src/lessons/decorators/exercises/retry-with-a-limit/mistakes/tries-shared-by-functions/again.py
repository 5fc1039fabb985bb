import time
from functools import wraps


def retry(times, on, *, wait=0.1, sleep=time.sleep):
    if times < 1:
        raise ValueError("times must be 1 or more")
    failed = 0

    def decorate(fn):
        @wraps(fn)
        def wrapper(*args, **kwargs):
            nonlocal failed
            failed = 0
            while True:
                try:
                    return fn(*args, **kwargs)
                except on:
                    failed += 1
                    if failed >= times:
                        raise
                    sleep(wait * 2 ** (failed - 1))

        return wrapper

    return decorate
