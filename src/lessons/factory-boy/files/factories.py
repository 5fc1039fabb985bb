from datetime import date

import factory
from factory.alchemy import SQLAlchemyModelFactory
from shop import Customer, Item, Line, Order


class CustomerFactory(SQLAlchemyModelFactory):
    class Meta:
        model = Customer

    name = factory.Faker("name")
    email = factory.Sequence(lambda n: f"customer-{n}@example.org")


class ItemFactory(SQLAlchemyModelFactory):
    class Meta:
        model = Item

    name = "potato"
    pence = 40


class OrderFactory(SQLAlchemyModelFactory):
    class Meta:
        model = Order

    customer = factory.SubFactory(CustomerFactory)
    placed = date(2024, 3, 1)
    paid = False


class LineFactory(SQLAlchemyModelFactory):
    class Meta:
        model = Line

    order = factory.SubFactory(OrderFactory)
    item = factory.SubFactory(ItemFactory)
    quantity = 1


EVERY_FACTORY = [CustomerFactory, ItemFactory, OrderFactory, LineFactory]


def use(session):
    """All factories save to this session from here on."""
    for one in EVERY_FACTORY:
        one._meta.sqlalchemy_session = session
        one._meta.sqlalchemy_session_persistence = "flush"
