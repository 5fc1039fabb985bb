import asyncio
import inspect

import invoice

TEXT = "tea;300;zero\nmug;1000;standard\n\nheater;2000;reduced\n"


def result_of(value):
    """A result, whether the function is still async or plain by now."""

    async def awaited():
        return await value

    return asyncio.run(awaited()) if inspect.isawaitable(value) else value


def test_each_item():
    assert result_of(invoice.invoice(TEXT)) == {"tea": 300, "mug": 1200, "heater": 2100}


def test_the_total():
    assert result_of(invoice.total(TEXT)) == 3600
