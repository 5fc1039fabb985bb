"""Who may do what at the till."""

permissions = {"sell"}


class Forbidden(Exception):
    pass


def needs(permission):
    """Lets a function run only where the user has the permission."""

    def decorate(fn):
        def wrapper(*args):
            """Checks first."""
            if permission not in permissions:
                raise Forbidden(permission)
            return fn(*args)

        return wrapper

    return decorate
