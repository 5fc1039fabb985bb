"""Who may do what at the till."""

from functools import update_wrapper

permissions = {"sell"}


class Forbidden(Exception):
    pass


def needs(permission):
    """Lets a function run only where the user has the permission."""

    def decorate(fn):
        def wrapper(*args, **kwargs):
            update_wrapper(wrapper, fn)
            if permission not in permissions:
                raise Forbidden(permission)
            return fn(*args, **kwargs)

        return update_wrapper(wrapper, fn)

    return decorate
