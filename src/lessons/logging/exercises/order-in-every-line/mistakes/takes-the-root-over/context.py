import logging
from contextlib import contextmanager
from contextvars import ContextVar

FORMAT = "%(levelname)s order=%(order)s %(name)s: %(message)s"

current = ContextVar("order", default="-")


class OrderField(logging.Filter):
    """Gives each record the order that is being worked on, as record.order."""

    def filter(self, record):
        record.order = current.get()
        return True


@contextmanager
def working_on(order):
    """Makes this the order of everything that is logged inside."""
    token = current.set(order)
    try:
        yield
    finally:
        current.reset(token)


def set_up(stream):
    """Sends everything from INFO up to a stream, in FORMAT. Returns the handler."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logging.Formatter(FORMAT, defaults={"order": "?"}))
    handler.addFilter(OrderField())
    logging.basicConfig(handlers=[handler], level=logging.INFO, force=True)
    return handler
