from datetime import date, timedelta

from factories import CustomerFactory, OrderFactory
from shop import loyal, reminders, revenue

TODAY = date(2024, 3, 1)


def test_revenue(session):
    OrderFactory(placed=date(2023, 1, 1), pence=100)
    OrderFactory(placed=date(2023, 12, 31), pence=20)
    OrderFactory(placed=date(2022, 12, 31), pence=3000)
    OrderFactory(placed=date(2024, 1, 1), pence=40000)
    OrderFactory(placed=date(2023, 5, 5), pence=500000, paid=False)
    assert revenue(session, 2023) == 120


def test_revenue_of_a_year_without_orders(session):
    assert revenue(session, 1999) == 0


def test_who_is_loyal(session):
    ada, bo, cy = CustomerFactory.create_batch(3)
    OrderFactory.create_batch(3, customer=ada)
    OrderFactory.create_batch(2, customer=bo)
    OrderFactory.create_batch(2, customer=cy)
    OrderFactory(customer=cy, paid=False)
    assert loyal(session) == [ada]


def test_loyal(session):
    ada = CustomerFactory()
    OrderFactory.create_batch(3, customer=ada, placed=date(2023, 5, 1), pence=100)
    assert revenue(session, 2023) == 300


def test_reminders(session):
    zoe = CustomerFactory(name="Zoë")
    ada = CustomerFactory(name="Ada")
    for customer in (zoe, zoe, ada):
        OrderFactory(customer=customer, paid=False, placed=TODAY - timedelta(days=31))
    OrderFactory(paid=True, placed=TODAY - timedelta(days=31))
    OrderFactory(paid=False, placed=TODAY - timedelta(days=30))
    assert reminders(session, TODAY) == [ada, zoe]
