from datetime import date

import factory
from factory.alchemy import SQLAlchemyModelFactory
from shop import Customer, Order


class CustomerFactory(SQLAlchemyModelFactory):
    class Meta:
        model = Customer
        sqlalchemy_session_persistence = "flush"

    name = factory.Sequence(lambda n: f"Customer {n}")
    email = factory.Sequence(lambda n: f"customer-{n}@example.org")


class OrderFactory(SQLAlchemyModelFactory):
    class Meta:
        model = Order
        sqlalchemy_session_persistence = "flush"

    customer = factory.SubFactory(CustomerFactory)
    placed = date(2023, 5, 1)
    pence = 1000
    paid = True


def use(session):
    """All factories save to this session from here on."""
    for one in (CustomerFactory, OrderFactory):
        one._meta.sqlalchemy_session = session
