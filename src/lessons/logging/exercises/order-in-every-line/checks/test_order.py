import asyncio
import io
import logging

import context
import pytest


@pytest.fixture
def lines():
    stream = io.StringIO()
    root = logging.getLogger()
    before = root.level
    handler = context.set_up(stream)
    yield lambda: stream.getvalue().splitlines()
    root.removeHandler(handler)
    root.setLevel(before)
    root.filters.clear()


def test_nothing_is_dropped(lines):
    """A filter that adds a field must still let every record through."""
    logging.getLogger("depot").info("open")
    logging.getLogger().warning("hot")
    assert len(lines()) == 2, f"two calls, and the log has {len(lines())} lines"


def test_inside_an_order(lines):
    """Inside `with working_on(7)` a line must say order=7, with the message as before."""
    with context.working_on(7):
        logging.getLogger("depot.packing").info("packed %s things", 3)
    assert lines() == ["INFO order=7 depot.packing: packed 3 things"]


def test_outside_of_any_order(lines):
    """Where no order is being worked on, the field must be a dash."""
    logging.getLogger("depot.packing").info("opening")
    assert lines() == ["INFO order=- depot.packing: opening"]


def test_a_library_that_never_heard_of_it(lines):
    """Records of every logger must carry the order, also those of a library."""
    with context.working_on(7):
        logging.getLogger("some.library.deep.down").warning("slow disk")
        logging.getLogger().error("hot")
    assert lines() == [
        "WARNING order=7 some.library.deep.down: slow disk",
        "ERROR order=7 root: hot",
    ]


def test_orders_inside_orders(lines):
    """An order inside another must give way to the outer one again when it ends."""
    log = logging.getLogger("depot")
    with context.working_on(7):
        with context.working_on(8):
            log.info("inner")
        log.info("outer")
    log.info("none")
    assert [line.split()[1] for line in lines()] == ["order=8", "order=7", "order=-"]


def test_an_order_that_fails(lines):
    """An exception must come out of the block, and the order must end with it."""
    with pytest.raises(OSError, match="no tape"), context.working_on(7):
        raise OSError("no tape")
    logging.getLogger("depot").info("next")
    assert lines() == ["INFO order=- depot: next"]


def test_two_tasks_at_once(lines):
    """Two tasks that take turns must each keep their own order."""

    async def work(order):
        with context.working_on(order):
            for step in range(2):
                await asyncio.sleep(0)
                logging.getLogger("depot").info("%s.%s", order, step)

    async def both():
        await asyncio.gather(work(7), work(8))

    asyncio.run(both())
    assert len(lines()) == 4
    for line in lines():
        order = line.rsplit(" ", 1)[1].split(".")[0]
        assert f"order={order} " in line, f"this line was written for order {order}: {line}"


def test_the_template_stays_a_template(lines):
    """The order belongs beside the template, not into it: record.msg must stay what was handed over."""
    kept = []
    watcher = logging.Handler()
    watcher.emit = kept.append
    logging.getLogger().addHandler(watcher)
    try:
        with context.working_on(7):
            logging.getLogger("depot").info("packed %s things", 3)
    finally:
        logging.getLogger().removeHandler(watcher)
    assert (kept[0].msg, kept[0].args) == ("packed %s things", (3,))
