"""The ledger of the accounts department. Not ours to change."""

import time

ENTRIES = []


def record(order):
    """Writes an order into the ledger and gives its number."""
    time.sleep(0.5)
    ENTRIES.append(order)
    return f"L-{order.upper()}"
