from datetime import date

import factories
import pytest
from factories import LineFactory, OrderFactory
from shop import owing, postage, total


@pytest.fixture(autouse=True)
def saved(session):
    factories.use(session)


def test_total():
    order = OrderFactory()
    LineFactory(order=order, quantity=5, item__pence=40)
    LineFactory(order=order, quantity=1, item__pence=1800)
    assert total(order) == 2000


def test_postage_is_free_from_fifty_pounds():
    line = LineFactory(quantity=2, item__pence=2500)
    assert postage(line.order) == 0


def test_owing(session):
    late = OrderFactory(placed=date(2024, 1, 1))
    OrderFactory(placed=date(2024, 1, 1), paid=True)
    assert owing(session, date(2024, 3, 1)) == [late]
