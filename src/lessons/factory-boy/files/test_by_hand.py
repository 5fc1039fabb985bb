from datetime import date

from shop import Order, owing, postage, total
from sqlalchemy import text


def test_total(session):
    session.execute(text("INSERT INTO customer (id, name, email) VALUES (1, 'Ada', 'ada@example.org')"))
    session.execute(text("INSERT INTO item (id, name, pence) VALUES (1, 'potato', 40), (2, 'pan', 1800)"))
    session.execute(
        text("INSERT INTO \"order\" (id, customer_id, placed, paid) VALUES (1, 1, '2024-03-01', 0)")
    )
    session.execute(text("INSERT INTO line (order_id, item_id, quantity) VALUES (1, 1, 5), (1, 2, 1)"))
    assert total(session.get(Order, 1)) == 2000


def test_postage_is_free_from_fifty_pounds(session):
    session.execute(text("INSERT INTO customer (id, name, email) VALUES (1, 'Bo', 'bo@example.org')"))
    session.execute(text("INSERT INTO item (id, name, pence) VALUES (1, 'kettle', 2500)"))
    session.execute(
        text("INSERT INTO \"order\" (id, customer_id, placed, paid) VALUES (1, 1, '2024-03-01', 0)")
    )
    session.execute(text("INSERT INTO line (order_id, item_id, quantity) VALUES (1, 1, 2)"))
    assert postage(session.get(Order, 1)) == 0


def test_owing(session):
    session.execute(text("INSERT INTO customer (id, name, email) VALUES (1, 'Cy', 'cy@example.org')"))
    session.execute(text("INSERT INTO customer (id, name, email) VALUES (2, 'Di', 'di@example.org')"))
    session.execute(
        text("INSERT INTO \"order\" (id, customer_id, placed, paid) VALUES (1, 1, '2024-01-01', 0)")
    )
    session.execute(
        text("INSERT INTO \"order\" (id, customer_id, placed, paid) VALUES (2, 2, '2024-01-01', 1)")
    )
    assert [order.id for order in owing(session, date(2024, 3, 1))] == [1]
