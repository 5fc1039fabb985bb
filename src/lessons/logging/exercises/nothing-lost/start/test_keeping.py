import io
import logging

import pytest
from keeping import KeepsAll


@pytest.fixture
def written():
    """A logger with just this handler, and a way to read what it wrote."""
    log = logging.getLogger("depot.till")
    log.propagate = False
    stream = io.StringIO()
    handler = KeepsAll(stream)
    handler.setFormatter(logging.Formatter("%(levelname)s %(name)s: %(message)s"))
    log.addHandler(handler)
    yield log, stream.getvalue
    log.removeHandler(handler)
    log.propagate = True


def test_as_ever(written):
    log, text = written
    log.error("order %s refused", 7)
    assert text() == "ERROR depot.till: order 7 refused\n"


def test_an_argument_is_missing(written):
    log, text = written
    log.error("order %s refused by %s", 7)
    assert "order %s refused by %s" in text()
    assert "TypeError: not enough arguments for format string" in text()
