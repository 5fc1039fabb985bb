from datetime import date

from factories import OrderFactory
from shop import is_late


def test_a_late_order():
    today = date(2030, 1, 1)
    assert is_late(OrderFactory(late=True, today=today), today)


def test_a_shipped_order():
    assert OrderFactory(shipped=True).status == "shipped"


def test_a_gift():
    assert OrderFactory(gift=True, customer="Ada").note == "for Ada"
