import dataclasses
from datetime import date, timedelta

import pytest
from factories import OrderFactory
from shop import Order, is_late

DAYS = [date(2019, 2, 28), date(2031, 7, 9)]


def test_plain_orders_stay_as_they_were():
    """Without a trait an order is open, paid, not sent, costs something and has no note."""
    order = OrderFactory()
    assert (order.status, order.paid, order.shipped_on, order.note) == ("open", True, None, "")
    assert order.pence > 0
    assert order.placed == date(2024, 3, 1)
    assert not is_late(order, date(2024, 3, 2))


@pytest.mark.parametrize("placed", DAYS)
def test_shipped(placed):
    """A shipped order was sent two days after it was placed, whenever that was."""
    order = OrderFactory(shipped=True, placed=placed)
    assert order.status == "shipped"
    assert order.shipped_on == placed + timedelta(days=2)


@pytest.mark.parametrize("today", DAYS)
def test_late_on_a_given_day(today):
    """A late order was placed forty days before the today that was given."""
    order = OrderFactory(late=True, today=today)
    assert order.placed == today - timedelta(days=40)


def test_late_today():
    """A late order is late on the true today where nobody gives one."""
    before = date.today()
    order = OrderFactory(late=True)
    assert order.placed in (before - timedelta(days=40), date.today() - timedelta(days=40))


def test_late_is_not_paid():
    """A late order is not paid, and the shop calls it late."""
    order = OrderFactory(late=True, today=DAYS[0])
    assert order.paid is False
    assert is_late(order, DAYS[0])


@pytest.mark.parametrize("customer", ["Ada", "Zoë Ito"])
def test_gift(customer):
    """A gift costs nothing, and is noted as for its customer."""
    order = OrderFactory(gift=True, customer=customer)
    assert (order.pence, order.note) == (0, f"for {customer}")


def test_together():
    """Traits go together: shipped and late at once is sent two days after the day on which a late order is placed."""
    order = OrderFactory(shipped=True, late=True, gift=True, today=DAYS[1])
    assert order.placed == DAYS[1] - timedelta(days=40)
    assert order.shipped_on == DAYS[1] - timedelta(days=38)
    assert order.pence == 0


def test_the_caller_has_the_last_word():
    """What the caller gives stands, trait or not."""
    assert OrderFactory(late=True, paid=True).paid is True
    assert OrderFactory(gift=True, note="for nobody").note == "for nobody"


def test_orders_are_still_orders_that_differ():
    """It is still one factory of `Order`, with a price of its own for each order."""
    made = OrderFactory.build_batch(5)
    assert {type(order) for order in made} == {Order}
    assert len({order.pence for order in made}) == 5
    names = {field.name for field in dataclasses.fields(Order)}
    assert set(vars(made[0])) == names
