from datetime import date
from pathlib import Path

import pytest
from shop import Order, owing, postage, total
from sqlalchemy import text


@pytest.fixture
def staging(session):
    for statement in Path("dump.sql").read_text().split(";\n"):
        if statement.strip():
            session.execute(text(statement))
    return session


def test_total(staging):
    assert total(staging.get(Order, 1003)) == 2000


def test_postage_is_free_from_fifty_pounds(staging):
    assert postage(staging.get(Order, 1002)) == 0


def test_owing(staging):
    assert [order.id for order in owing(staging, date(2024, 3, 1))] == [1003]
