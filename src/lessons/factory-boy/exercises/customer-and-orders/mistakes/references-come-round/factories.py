import factory
from factory.alchemy import SQLAlchemyModelFactory
from shop import Customer, Order


class Saved(SQLAlchemyModelFactory):
    class Meta:
        abstract = True
        sqlalchemy_session_persistence = "flush"


class CustomerFactory(Saved):
    class Meta:
        model = Customer

    number = factory.Sequence(lambda n: f"C-{n + 1:04}")
    name = factory.Faker("name")
    email = factory.LazyAttribute(lambda customer: f"{customer.number.lower()}@example.org")


class OrderFactory(Saved):
    class Meta:
        model = Order

    reference = factory.Sequence(lambda n: f"A-{n % 40 + 1}")
    customer = factory.SubFactory(CustomerFactory)


class RegularFactory(CustomerFactory):
    orders = factory.RelatedFactoryList(OrderFactory, factory_related_name="customer", size=3)


def use(session):
    """All factories save to this session from here on."""
    for one in (CustomerFactory, OrderFactory, RegularFactory):
        one._meta.sqlalchemy_session = session
