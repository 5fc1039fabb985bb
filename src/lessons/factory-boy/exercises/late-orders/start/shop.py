from dataclasses import dataclass
from datetime import date, timedelta


@dataclass
class Order:
    customer: str
    placed: date
    pence: int
    status: str = "open"
    shipped_on: date | None = None
    paid: bool = True
    note: str = ""


def is_late(order, today):
    """Not paid thirty days after it was placed."""
    return not order.paid and order.placed < today - timedelta(days=30)
