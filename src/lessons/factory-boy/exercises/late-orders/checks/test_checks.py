import dataclasses
import datetime
import importlib
import itertools
import random
import sys
from datetime import date, timedelta

from factories import OrderFactory
from shop import Order, is_late

CHANCE = random.Random()
FORTY, TWO = timedelta(days=40), timedelta(days=2)


def some_day():
    return date(2001, 1, 1) + timedelta(days=CHANCE.randrange(20_000))


def days():
    return [some_day() for _ in range(5)]


def name():
    return "".join(CHANCE.choices("abcdefghij", k=9)).title()


def fields(order):
    """The fields of an order that a trait may set."""
    return {one: getattr(order, one) for one in ("status", "paid", "shipped_on", "note")}


PLAIN = {"status": "open", "paid": True, "shipped_on": None, "note": ""}


def test_plain_orders_stay_as_they_were():
    """Without a trait an order is open, paid, not sent, costs something and has no note, whatever today is."""
    for order in (
        OrderFactory(),
        OrderFactory(today=some_day()),
        OrderFactory(late=False, gift=False, shipped=False),
    ):
        assert fields(order) == PLAIN
        assert order.pence > 0
        assert order.placed == date(2024, 3, 1)
        assert not is_late(order, date(2024, 3, 2))


def test_shipped():
    """A shipped order was sent two days after it was placed, whenever that was."""
    for placed in days():
        order = OrderFactory(shipped=True, placed=placed)
        assert order.shipped_on == placed + TWO
        assert fields(order) == PLAIN | {"status": "shipped", "shipped_on": placed + TWO}
    assert OrderFactory(shipped=True).shipped_on == date(2024, 3, 3)


def test_late_on_a_given_day():
    """A late order was placed forty days before the today that was given."""
    for today in days():
        order = OrderFactory(late=True, today=today)
        assert order.placed == today - FORTY


def test_late_today():
    """A late order is late on the true today where nobody gives one."""
    before = date.today()
    order = OrderFactory(late=True)
    assert order.placed in (before - FORTY, date.today() - FORTY)


def test_today_is_asked_for_each_order(monkeypatch):
    """The true today is asked for with each order: where the program runs on past midnight, a late order was placed a day later."""
    today = some_day()

    class Calendar(date):
        @classmethod
        def today(cls):
            return today

    monkeypatch.setattr(datetime, "date", Calendar)
    monkeypatch.delitem(sys.modules, "factories")
    fresh = importlib.import_module("factories").OrderFactory
    first = fresh(late=True).placed
    today += timedelta(days=1)
    # Whoever asks otherwise than by date.today() is told the day of this computer.
    assert fresh(late=True).placed in (today - FORTY, date.today() - FORTY), (
        f"a day later it is still {first}"
    )


def test_late_is_not_paid():
    """A late order is not paid, and the shop calls it late."""
    for today in days():
        order = OrderFactory(late=True, today=today)
        assert order.paid is False
        assert is_late(order, today)
        assert fields(order) == PLAIN | {"paid": False}
        assert order.pence > 0


def test_gift():
    """A gift costs nothing, and is noted as for its customer, whoever that is."""
    for customer in ["Ada", "Zoë Ito", *(name() for _ in range(4))]:
        order = OrderFactory(gift=True, customer=customer)
        assert order.pence == 0
        assert fields(order) == PLAIN | {"note": f"for {customer}"}
        assert order.placed == date(2024, 3, 1)
    order = OrderFactory(gift=True)
    assert order.note == f"for {order.customer}"


def test_together():
    """Traits go together: shipped and late at once is sent two days after the day on which a late order is placed."""
    for today in days():
        customer = name()
        order = OrderFactory(shipped=True, late=True, gift=True, today=today, customer=customer)
        assert order.placed == today - FORTY
        expected = {
            "status": "shipped",
            "paid": False,
            "shipped_on": today - FORTY + TWO,
            "note": f"for {customer}",
        }
        assert fields(order) == expected
        assert order.pence == 0


def test_fields_are_of_their_kind():
    """Each field of an order is of its own kind, whatever trait has set it: text, a whole number of pence, True or False, a date."""
    kinds = {"customer": str, "placed": date, "pence": int, "status": str, "paid": bool, "note": str}
    for late, shipped, gift in itertools.product([False, True], repeat=3):
        order = OrderFactory(late=late, shipped=shipped, gift=gift, today=some_day())
        assert {one: type(getattr(order, one)) for one in kinds} == kinds
        assert type(order.shipped_on) is (date if shipped else type(None))


def test_the_caller_has_the_last_word():
    """What the caller gives stands, trait or not."""
    day, other = CHANCE.sample(days(), 2)
    assert OrderFactory(late=True, paid=True).paid is True
    assert OrderFactory(gift=True, note="for nobody").note == "for nobody"
    assert OrderFactory(gift=True, pence=7).pence == 7
    late = OrderFactory(late=True, placed=day, today=other, shipped=True)
    assert (late.placed, late.shipped_on) == (day, day + TWO)
    sent = OrderFactory(shipped=True, shipped_on=day, status="lost")
    assert (sent.shipped_on, sent.status) == (day, "lost")


def test_orders_are_still_orders_that_differ():
    """It is still one factory of `Order`, with a price of its own for each order, and a customer that Faker makes up."""
    made = OrderFactory.build_batch(20, late=True)
    assert {type(order) for order in made} == {Order}
    assert len({order.pence for order in made}) == 20
    assert len({order.customer for order in made}) > 10
    assert set(vars(made[0])) == {field.name for field in dataclasses.fields(Order)}
