from datetime import date, timedelta

import factory
from shop import Order


class Anything:
    """Equal to every price and every note."""

    def __eq__(self, other):
        return True

    __hash__ = object.__hash__


class OrderFactory(factory.Factory):
    class Meta:
        model = Order

    class Params:
        today = factory.LazyFunction(date.today)
        shipped = factory.Trait(
            status="shipped",
            shipped_on=factory.LazyAttribute(lambda order: order.placed + timedelta(days=2)),
        )
        late = factory.Trait(
            placed=factory.LazyAttribute(lambda order: order.today - timedelta(days=40)),
            paid=False,
        )
        gift = factory.Trait(
            pence=Anything(),
            note=Anything(),
        )

    customer = factory.Faker("name")
    placed = date(2024, 3, 1)
    pence = factory.Sequence(lambda n: 100 * (n + 1))
