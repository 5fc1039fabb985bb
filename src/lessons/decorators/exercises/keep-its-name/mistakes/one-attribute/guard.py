"""Who may do what at the till."""

from functools import wraps

permissions = {"sell"}


class Forbidden(Exception):
    pass


def needs(permission):
    """Lets a function run only where the user has the permission."""

    def decorate(fn):
        @wraps(fn, updated=())
        def wrapper(*args, **kwargs):
            if permission not in permissions:
                raise Forbidden(permission)
            return fn(*args, **kwargs)

        wrapper.unit = getattr(fn, 'unit', None)
        return wrapper

    return decorate
