import asyncio
import io
import logging
import random

import context
import pytest

CHANCE = random.Random()


def numbers(count):
    """Numbers of orders, no two the same."""
    return CHANCE.sample(range(10, 10**6), count)


def logger():
    """A logger of our own, or a library's, that nobody has prepared."""
    name = ".".join("".join(CHANCE.choices("abcdefgh", k=6)) for _ in range(CHANCE.randrange(1, 4)))
    return logging.getLogger(name)


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
    """A filter that adds a field must still let every record through, from INFO up."""
    logging.getLogger("depot").info("open")
    logging.getLogger().warning("hot")
    assert len(lines()) == 2, f"Two calls, and the log has {len(lines())} lines"
    logging.getLogger("depot").debug("not asked for")
    assert len(lines()) == 2, "A line below INFO was written"


def test_other_handlers_stay():
    """Setting up adds a handler to the root logger, and takes away none that was there."""
    root, other = logging.getLogger(), logging.NullHandler()
    root.addHandler(other)
    before = root.level
    handler = context.set_up(io.StringIO())
    try:
        assert other in root.handlers
    finally:
        root.removeHandler(handler)
        root.removeHandler(other)
        root.setLevel(before)


def test_inside_an_order(lines):
    """Inside `with working_on(7)` a line must say order=7, with the message as before."""
    order, things = numbers(2)
    with context.working_on(order):
        logging.getLogger("depot.packing").info("packed %s things", things)
    assert lines() == [f"INFO order={order} depot.packing: packed {things} things"]


def test_an_order_may_be_a_text(lines):
    """What is handed to working_on stands in the line as it is, a text too, and the number 0."""
    orders = [f"A-{CHANCE.randrange(1000)}/b", 0]
    for order in orders:
        with context.working_on(order):
            logging.getLogger("depot.packing").info("packed")
    assert lines() == [f"INFO order={order} depot.packing: packed" for order in orders]


def test_outside_of_any_order(lines):
    """Where no order is being worked on, the field must be a dash."""
    logging.getLogger("depot.packing").info("opening")
    with context.working_on(numbers(1)[0]):
        pass
    logging.getLogger("depot.packing").info("closing")
    assert lines() == ["INFO order=- depot.packing: opening", "INFO order=- depot.packing: closing"]


def test_a_library_that_never_heard_of_it(lines):
    """Records of every logger must carry the order, also those of a library."""
    one, two, library = *numbers(2), logger()
    with context.working_on(one):
        library.warning("slow disk")
        logging.getLogger().error("hot")
    with context.working_on(two):
        library.getChild("deep.down").critical("no disk")
    assert lines() == [
        f"WARNING order={one} {library.name}: slow disk",
        f"ERROR order={one} root: hot",
        f"CRITICAL order={two} {library.name}.deep.down: no disk",
    ]


def test_orders_inside_orders(lines):
    """An order inside another must give way to the outer one again when it ends."""
    log, seen = logger(), []

    def work(orders):
        with context.working_on(orders[0]):
            for _ in range(2):
                log.info("inside")
                seen.append(orders[0])
                if orders[1:]:
                    work(orders[1:])
        return seen

    work(numbers(3))
    log.info("none")
    assert [line.split()[1] for line in lines()] == [*(f"order={order}" for order in seen), "order=-"]


@pytest.mark.parametrize("error", [OSError, ValueError, KeyboardInterrupt])
def test_an_order_that_fails(lines, error):
    """An exception must come out of the block, and the order must end with it."""
    outer, inner = numbers(2)
    log, complaint = logger(), error("no tape")
    with context.working_on(outer):
        with pytest.raises(error) as caught, context.working_on(inner):
            raise complaint
        log.info("next")
    assert caught.value is complaint
    log.info("none")
    assert lines() == [f"INFO order={outer} {log.name}: next", f"INFO order=- {log.name}: none"]


def test_two_tasks_at_once(lines):
    """Two tasks that take turns must each keep their own order."""
    log, (one, two) = logger(), numbers(2)

    async def work(order, steps):
        with context.working_on(order):
            for step in range(steps):
                await asyncio.sleep(0)
                log.info("%s.%s", order, step)
        await asyncio.sleep(0)
        log.info("none.%s", order)

    async def both():
        # The one that begins first is not the one that ends last.
        await asyncio.gather(work(one, 2), work(two, 5))
        await asyncio.gather(work(two, 5), work(one, 2))

    asyncio.run(both())
    assert len(lines()) == 18, f"There should be 18 lines, and there are {len(lines())}"
    for line in lines():
        order = line.rsplit(" ", 1)[1].split(".")[0]
        told = f"after the end of order {line.rsplit('.', 1)[1]}" if order == "none" else f"for order {order}"
        assert f"order={'-' if order == 'none' else order} " in line, f"This line was written {told}: {line}"


def test_tasks_of_an_order(lines):
    """What a task logs that was begun inside an order belongs to that order: it is logged inside it."""
    log, (order, other) = logger(), numbers(2)

    async def part(name):
        await asyncio.sleep(0)
        log.info(name)

    async def parts():
        with context.working_on(order):
            async with asyncio.TaskGroup() as group:
                group.create_task(part("left"))
                group.create_task(part("right"))
                with context.working_on(other):
                    await asyncio.sleep(0)

    asyncio.run(parts())
    assert lines() == [f"INFO order={order} {log.name}: {name}" for name in ("left", "right")]


def test_tasks_of_an_order_with_orders_of_their_own(lines):
    """Two tasks that were begun inside an order may each work on one of their own, and are back at the first one when it ends."""
    log, (outer, one, two) = logger(), numbers(3)

    async def part(own, steps):
        await asyncio.sleep(0)
        log.info("%s", outer)
        with context.working_on(own):
            for _ in range(steps):
                await asyncio.sleep(0)
                log.info("%s", own)
        log.info("%s", outer)

    async def parts():
        with context.working_on(outer):
            await asyncio.gather(part(one, 2), part(two, 5))
            log.info("%s", outer)
        log.info("-")

    asyncio.run(parts())
    assert len(lines()) == 13, f"There should be 13 lines, and there are {len(lines())}"
    for line in lines():
        order = line.rsplit(" ", 1)[1]
        assert f"order={order} " in line, f"This line was written for order {order}: {line}"


def test_the_template_stays_a_template(lines):
    """The order belongs beside the template, not into it: record.msg must stay what was handed over."""
    kept = []
    watcher = logging.Handler()
    watcher.emit = kept.append
    logging.getLogger().addHandler(watcher)
    order, things = numbers(2)
    try:
        with context.working_on(order):
            logging.getLogger("depot").info("packed %s things", things)
    finally:
        logging.getLogger().removeHandler(watcher)
    assert (kept[0].msg, kept[0].args) == ("packed %s things", (things,))
