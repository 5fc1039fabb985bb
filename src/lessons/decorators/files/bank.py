"""A bank's rates over a bad line. Set `failing` to make that many of the next calls break."""

import time

RATES = {"EUR": 1.17, "USD": 1.31, "JPY": 199.0}

failing = 0


def ask(currency):
    global failing
    time.sleep(0.02)
    if failing > 0:
        failing -= 1
        raise ConnectionError("the line is dead")
    return RATES[currency]
