"""Who may do what at the till."""

from functools import wraps

permissions = {"sell"}


class Forbidden(Exception):
    pass


def needs(permission):
    """Lets a function run only where the user has the permission."""

    def decorate(fn):
        @wraps(fn)
        def wrapper(*args, **kwargs):
            if not wrapper.allowed:
                if permission not in permissions:
                    raise Forbidden(permission)
                wrapper.allowed = True
            return fn(*args, **kwargs)

        wrapper.allowed = False
        return wrapper

    return decorate
