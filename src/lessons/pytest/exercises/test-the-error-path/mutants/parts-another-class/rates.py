class RatesError(Exception):
    """The list cannot be used. The message names the line."""


def read_rates(text):
    """Rates by currency.

    RatesError for a line that is no "CODE rate", for a rate that is no number (which is then its cause) or not above zero, and for a
    currency that comes twice. Every message has "line N", counted from 1 over all lines. A list without any rate is an error as well.
    """
    rates = {}
    for number, line in enumerate(text.splitlines(), start=1):
        line = line.split("#")[0].strip()
        if not line:
            continue
        parts = line.split()
        if len(parts) != 2:
            raise ValueError(f"line {number}: expected a currency and a rate, found {line!r}")
        currency, written = parts
        try:
            rate = float(written)
        except ValueError as error:
            raise RatesError(f"line {number}: {written!r} is no number") from error
        if rate <= 0:
            raise RatesError(f"line {number}: a rate is above zero, not {written}")
        if currency in rates:
            raise RatesError(f"line {number}: {currency} comes twice")
        rates[currency] = rate
    if not rates:
        raise RatesError("line 1: the list is empty")
    return rates
