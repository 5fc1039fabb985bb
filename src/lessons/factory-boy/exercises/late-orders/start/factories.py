from datetime import date

import factory
from shop import Order


class OrderFactory(factory.Factory):
    class Meta:
        model = Order

    customer = factory.Faker("name")
    placed = date(2024, 3, 1)
    pence = factory.Sequence(lambda n: 100 * (n + 1))
