import os
import random
from pathlib import Path

import factory.random
import pytest
import shop
from factories import CustomerFactory, OrderFactory, RegularFactory
from sqlalchemy import text

BEFORE = set(os.listdir())
CHANCE = random.Random()


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


def number():
    return f"C-{CHANCE.randrange(5000, 10_000)}"


def word():
    return "".join(CHANCE.choices("abcdefghij", k=9))


def test_a_customer_is_saved(session):
    """The customer's row is in the database when the call returns."""
    with session.no_autoflush:
        customer = CustomerFactory()
        assert saved(session)["customer"] == 1
        assert type(customer) is shop.Customer
        row = session.connection().execute(text("SELECT number, name, email FROM customer")).one()
    assert tuple(row) == (customer.number, customer.name, customer.email)


def test_customers_differ(session):
    """Customers have numbers of their own, written C-0001 and counted up by one, and names that Faker makes up."""
    with session.no_autoflush:
        made = CustomerFactory.create_batch(50)
    numbers = [customer.number for customer in made]
    for one in numbers:
        assert one.startswith("C-") and len(one) == 6 and one[2:].isdigit(), (
            f"{one!r} is not written like C-0001"
        )
    first = int(numbers[0][2:])
    assert numbers == [f"C-{n:04}" for n in range(first, first + 50)]
    different_names = len({customer.name for customer in made})
    assert different_names > 25


def test_names_follow_the_seed():
    """The name comes from Faker: the same seed of factory_boy gives the same name, and another gives another."""
    seeds = CHANCE.sample(range(10**6), 6)
    names = {}
    for seed in seeds + seeds:
        factory.random.reseed_random(seed)
        names.setdefault(seed, []).append(CustomerFactory.build().name)
    assert [first for first, _ in names.values()] == [second for _, second in names.values()]
    assert len({first for first, _ in names.values()}) > 3


def test_the_email_belongs_to_the_number():
    """The email is made of the number, also where the caller gives the number."""
    for given in [f"C-{thousand}{CHANCE.randrange(1000):03}" for thousand in range(1, 10)]:
        assert CustomerFactory.build(number=given).email == f"{given.lower()}@example.org"
    customer = CustomerFactory.build()
    assert customer.email == f"{customer.number.lower()}@example.org"


def test_what_the_caller_gives_stands(session):
    """What the caller gives stands, and reaches the customer of an order too: OrderFactory(customer__name=...)."""
    name, reference, email = word(), word(), f"{word()}@example.org"
    customer = CustomerFactory(name=name, email=email)
    assert (customer.name, customer.email) == (name, email)
    given = number()
    order = OrderFactory(reference=reference, customer__number=given, customer__name=name)
    assert order.reference == reference
    assert (order.customer.number, order.customer.name) == (given, name)
    assert order.customer.email == f"{given.lower()}@example.org"
    regular = RegularFactory(name=name)
    # Who asks makes no difference.
    assert (regular.name, len(regular.orders)) == (name, 3)


def test_an_order_and_its_customer(session):
    """One order is saved with one customer, also saved, and another order with another."""
    with session.no_autoflush:
        order = OrderFactory()
        assert saved(session) == {"customer": 1, "order": 1}
        second = OrderFactory()
        assert saved(session) == {"customer": 2, "order": 2}
    assert type(order) is shop.Order
    assert type(order.customer) is shop.Customer
    assert order.customer_id == order.customer.id
    assert second.customer_id != order.customer_id
    assert second.reference != order.reference


def test_orders_of_a_given_customer(session):
    """A customer that the caller gives is the only one there is."""
    count = CHANCE.randrange(3, 8)
    with session.no_autoflush:
        customer = CustomerFactory()
        orders = OrderFactory.create_batch(count, customer=customer)
        assert told(saved(session)) == f"1 customer and {count} orders"
    assert len({order.reference for order in orders}) == count
    assert {order.customer_id for order in orders} == {customer.id}


def test_a_regular(session):
    """A regular is 1 customer and 3 orders, all of them that customer's."""
    with session.no_autoflush:
        regular = RegularFactory()
        assert told(saved(session)) == "1 customer and 3 orders"
    assert type(regular) is shop.Customer
    session.expire_all()
    assert {order.customer_id for order in regular.orders} == {regular.id}


def test_two_regulars(session):
    """Each regular has a number of its own, with the email that belongs to it, and orders of its own."""
    given = number()
    with session.no_autoflush:
        regulars = [RegularFactory(), RegularFactory(number=given)]
        assert told(saved(session)) == "2 customers and 6 orders"
    session.expire_all()
    assert [len(regular.orders) for regular in regulars] == [3, 3]
    assert regulars[1].email == f"{given.lower()}@example.org"
    assert len({order.reference for regular in regulars for order in regular.orders}) == 6


def test_build_saves_nothing(session):
    """What is only built is not saved: no order of OrderFactory.build() and no customer of it, and nothing of RegularFactory.build()."""
    with session.no_autoflush:
        order = OrderFactory.build()
        regular = RegularFactory.build()
        assert saved(session) == {"customer": 0, "order": 0}
    assert type(order.customer) is shop.Customer
    assert order.customer.number
    assert type(regular) is shop.Customer


def test_no_reference_comes_twice():
    """Each order has a reference of its own, however many there are."""
    references = [order.reference for order in OrderFactory.build_batch(150)]
    twice = sorted({one for one in references if references.count(one) > 1})
    assert twice == [], f"Among 150 orders {twice[0]!r} comes {references.count(twice[0])} times"


def test_z_nothing_is_left(engine):
    """No rows and no files are left behind."""
    assert rows(engine) == {"customer": 0, "order": 0}
    assert set(os.listdir()) - BEFORE - {"__pycache__"} == set()
    assert not list(Path().glob("*.db"))
