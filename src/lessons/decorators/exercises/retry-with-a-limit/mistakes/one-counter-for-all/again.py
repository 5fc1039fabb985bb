import time
from functools import wraps


def retry(times, on, *, wait=0.1, sleep=time.sleep):
    if times < 1:
        raise ValueError("times")

    def decorate(fn):
        failed = 0

        @wraps(fn)
        def wrapper(*args, **kwargs):
            nonlocal failed
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
