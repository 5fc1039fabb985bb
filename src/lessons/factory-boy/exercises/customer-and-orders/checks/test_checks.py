import os
import random
from pathlib import Path

import factory.random
import pytest
import shop
from factories import CustomerFactory, OrderFactory, RegularFactory
from sqlalchemy import text

BEFORE = set(os.listdir())


@pytest.fixture(autouse=True)
def empty_before(engine):
    """The tables are empty before each test: none has left its rows behind."""
    assert rows(engine) == {"customer": 0, "order": 0}


def rows(engine):
    with engine.connect() as other:
        return {
            table: other.execute(text(f'SELECT count(*) FROM "{table}"')).scalar_one()
            for table in ("customer", "order")
        }


def saved(session):
    """What the database holds, asked past the session's own memory and without a flush."""
    return {
        table: session.connection().execute(text(f'SELECT count(*) FROM "{table}"')).scalar_one()
        for table in ("customer", "order")
    }


def told(found):
    return f"{found['customer']} customer{'s' * (found['customer'] != 1)} and {found['order']} orders"


def test_a_customer_is_saved(session):
    """The customer's row is in the database when the call returns."""
    with session.no_autoflush:
        CustomerFactory()
        assert saved(session)["customer"] == 1


def test_customers_differ(session):
    """Fifty customers have fifty numbers, written C-0001, and names that Faker makes up."""
    with session.no_autoflush:
        made = CustomerFactory.create_batch(50)
    numbers = [customer.number for customer in made]
    assert len(set(numbers)) == 50
    for number in numbers:
        assert number.startswith("C-") and len(number) == 6 and number[2:].isdigit(), number
    assert len({customer.name for customer in made}) > 25


def test_names_follow_the_seed():
    """The same seed gives the same name."""
    names = []
    for seed in (1, 2, 1):
        factory.random.reseed_random(seed)
        names.append(CustomerFactory.build().name)
    assert names[0] == names[2]
    assert names[0] != names[1]


def test_the_email_belongs_to_the_number():
    """The email is made of the number, also where the caller gives the number."""
    number = f"C-{random.Random().randrange(8000, 9000)}"
    assert CustomerFactory.build(number=number).email == f"{number.lower()}@example.org"


def test_an_order_and_its_customer(session):
    """One order is saved with one customer, also saved."""
    with session.no_autoflush:
        order = OrderFactory()
        assert saved(session) == {"customer": 1, "order": 1}
    assert isinstance(order.customer, shop.Customer)
    assert order.customer_id == order.customer.id


def test_orders_of_a_given_customer(session):
    """A customer that the caller gives is the only one there is."""
    with session.no_autoflush:
        customer = CustomerFactory()
        orders = OrderFactory.create_batch(4, customer=customer)
        assert told(saved(session)) == "1 customer and 4 orders"
    assert len({order.reference for order in orders}) == 4


def test_a_regular(session):
    """A regular is 1 customer and 3 orders, all of them that customer's."""
    with session.no_autoflush:
        regular = RegularFactory()
        assert told(saved(session)) == "1 customer and 3 orders"
    assert isinstance(regular, shop.Customer)
    session.expire_all()
    assert {order.customer_id for order in regular.orders} == {regular.id}


def test_build_saves_nothing(session):
    """OrderFactory.build() makes an order and its customer, and saves neither."""
    with session.no_autoflush:
        order = OrderFactory.build()
        assert saved(session) == {"customer": 0, "order": 0}
    assert order.customer.number


def test_z_nothing_is_left(engine):
    """No rows and no files are left behind."""
    assert rows(engine) == {"customer": 0, "order": 0}
    assert set(os.listdir()) - BEFORE - {"__pycache__"} == set()
    assert not list(Path().glob("*.db"))
