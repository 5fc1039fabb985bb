from factories import CustomerFactory, OrderFactory, RegularFactory


def test_two_customers(session):
    CustomerFactory.create_batch(2)
    session.flush()


def test_an_order_has_a_customer(session):
    order = OrderFactory()
    session.flush()
    assert order.customer.name


def test_a_regular_has_three_orders():
    assert len(RegularFactory().orders) == 3
