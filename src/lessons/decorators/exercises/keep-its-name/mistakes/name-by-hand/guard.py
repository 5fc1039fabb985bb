"""Who may do what at the till."""

permissions = {"sell"}


class Forbidden(Exception):
    pass


def needs(permission):
    """Lets a function run only where the user has the permission."""

    def decorate(fn):
        def wrapper(*args, **kwargs):
            if permission not in permissions:
                raise Forbidden(permission)
            return fn(*args, **kwargs)

        wrapper.__name__ = fn.__name__
        wrapper.__qualname__ = fn.__qualname__
        wrapper.__doc__ = fn.__doc__
        return wrapper

    return decorate
