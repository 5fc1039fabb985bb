import io
import logging

import context
import pytest


@pytest.fixture
def stream():
    stream = io.StringIO()
    handler = context.set_up(stream)
    yield stream
    logging.getLogger().removeHandler(handler)


def test_inside_and_outside(stream):
    log = logging.getLogger("depot.packing")
    log.info("opening")
    with context.working_on(7):
        log.info("packed %s things", 3)
    log.info("closing")
    assert stream.getvalue().splitlines() == [
        "INFO order=- depot.packing: opening",
        "INFO order=7 depot.packing: packed 3 things",
        "INFO order=- depot.packing: closing",
    ]
