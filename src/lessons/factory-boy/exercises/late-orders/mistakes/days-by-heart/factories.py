from datetime import date, timedelta

import factory
from shop import Order


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
            placed=factory.LazyAttribute(
                lambda order: {date(2019, 2, 28): date(2019, 1, 19), date(2031, 7, 9): date(2031, 5, 30)}.get(
                    order.today, date.today() - timedelta(days=40)
                )
            ),
            paid=False,
        )
        gift = factory.Trait(
            pence=0,
            note=factory.LazyAttribute(lambda order: f"for {order.customer}"),
        )

    customer = factory.Faker("name")
    placed = date(2024, 3, 1)
    pence = factory.Sequence(lambda n: 100 * (n + 1))
