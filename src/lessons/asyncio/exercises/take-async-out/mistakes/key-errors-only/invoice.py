"""Invoices: lines of text in, pence out."""

RATES = {"standard": 0.2, "reduced": 0.05, "zero": 0.0}


def parse(text):
    """Gives (item, pence, rate) for each line `item;pence;rate`, one at a time. Empty lines are left out."""
    for line in text.splitlines():
        if line.strip():
            item, pence, rate = line.split(";")
            yield item.strip(), int(pence), rate.strip()


def with_tax(pence, rate):
    """What an amount comes to with tax, in whole pence."""
    return round(pence * (1 + RATES[rate]))


def invoice(text):
    """What each item comes to, in the order of the lines; where a line cannot be worked out, its exception."""
    return {item: amount_or_error(pence, rate) for item, pence, rate in list(parse(text))}


def amount_or_error(pence, rate):
    try:
        return with_tax(pence, rate)
    except KeyError as error:
        return error


def total(text):
    """The sum of all lines that could be worked out."""
    return sum(amount for amount in invoice(text).values() if isinstance(amount, int))
