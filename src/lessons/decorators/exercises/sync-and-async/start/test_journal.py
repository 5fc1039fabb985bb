import asyncio

from journal import noted


def test_a_plain_function():
    journal = []

    @noted(journal)
    def ask():
        journal.append("asking")
        return 7

    assert ask() == 7
    assert journal == ["ask: in", "asking", "ask: out"]


def test_a_coroutine_function():
    journal = []

    @noted(journal)
    async def ask():
        journal.append("asking")
        await asyncio.sleep(0)
        journal.append("answered")
        return 7

    assert asyncio.run(ask()) == 7
    assert journal == ["ask: in", "asking", "answered", "ask: out"]
