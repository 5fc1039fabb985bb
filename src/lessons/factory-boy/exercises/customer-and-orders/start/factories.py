import factory
from factory.alchemy import SQLAlchemyModelFactory
from shop import Customer, Order


class CustomerFactory(SQLAlchemyModelFactory):
    class Meta:
        model = Customer

    number = "C-0001"
    name = "Ada"
    email = "c-0001@example.org"


class OrderFactory(SQLAlchemyModelFactory):
    class Meta:
        model = Order

    reference = "A-1"


class RegularFactory(CustomerFactory):
    pass


def use(session):
    """All factories save to this session from here on."""
    for one in (CustomerFactory, OrderFactory, RegularFactory):
        one._meta.sqlalchemy_session = session
