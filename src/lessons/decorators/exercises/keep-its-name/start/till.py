"""The commands of a till. Those that are in the menu are found there by their names."""

from guard import needs

menu = {}


def command(fn):
    menu[fn.__name__] = fn
    return fn


@command
@needs("sell")
def sell(item: str, count: int = 1) -> str:
    """Sells something."""
    return f"{count} x {item}"


@command
@needs("refund")
def refund(receipt: int) -> str:
    """Gives the money back."""
    return f"refunded {receipt}"


@command
@needs("sell")
def close() -> str:
    """Counts what is in the drawer."""
    return "closed"
