import logging


def shown(value):
    """The repr of a value, or a stand-in where it has none that works."""
    try:
        return repr(value)
    except Exception:
        return "<no repr>"


class KeepsAll(logging.StreamHandler):
    """A stream handler that writes something for every record, also for one that cannot be formatted."""

    def format(self, record):
        """As ever, or what can be said of the record where that fails."""
        try:
            return super().format(record)
        except Exception as error:
            return self.raw(record, error)

    def raw(self, record, error):
        """What can be said of a record without its formatting."""
        template = record.msg if isinstance(record.msg, str) else shown(record.msg)
        args = record.args if isinstance(record.args, tuple) else (record.args,)
        try:
            why = f"{type(error).__name__}: {error}"
        except Exception:
            why = type(error).__name__
        line = f"{record.levelname} {record.name}: {template} args={', '.join(map(shown, args))} ({why})"
        if record.exc_info:
            line += "\n" + logging.Formatter().formatException(record.exc_info)
        return line
