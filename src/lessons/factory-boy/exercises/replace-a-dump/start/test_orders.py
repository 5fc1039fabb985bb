from datetime import date
from pathlib import Path

import pytest
from shop import loyal, reminders, revenue
from sqlalchemy import text


@pytest.fixture
def staging(session):
    for statement in Path("dump.sql").read_text().split(";\n"):
        if statement.strip():
            session.execute(text(statement))
    return session


def test_revenue(staging):
    assert revenue(staging, 2023) == 19219


def test_loyal(staging):
    assert [customer.id for customer in loyal(staging)] == [17]


def test_reminders(staging):
    assert [customer.id for customer in reminders(staging, date(2023, 6, 1))] == [44]
