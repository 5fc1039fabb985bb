import logging


class KeepsAll(logging.StreamHandler):
    """A stream handler that writes something for every record, also for one that cannot be formatted."""

    def emit(self, record):
        super().emit(record)
