"""What to say where an assertion failed: an `assert`, a check of unittest's, or an AssertionError that somebody raised."""

from classroom.telling import Known, cut, stopped


def assertion_error(_error: AssertionError, message: str, known: Known) -> str | None:
    """The sentence for an AssertionError."""
    first = message.split("\n", 1)[0].strip()
    if known.origin.within("unittest"):
        return stopped(
            f"A check of unittest's failed: {cut(first)}" if first else "A check of unittest's failed"
        )
    if not known.origin.is_assert:
        return None
    if not first:
        return "An assert found its condition false."
    if first.startswith("assert "):
        return f"This does not hold: {cut(first.removeprefix('assert '))}."
    return stopped(f"An assert found its condition false: {cut(first)}")


def failed(_error: BaseException, message: str, known: Known) -> str | None:
    """The sentence for the exception by which pytest fails a test: its own words, unless the test called `pytest.fail`."""
    first = message.split("\n", 1)[0].strip()
    if known.origin.is_by_hand:
        return stopped(
            f"The test was made to fail: {cut(first)}"
            if first
            else "The test was made to fail by pytest.fail()"
        )
    if message.startswith("DID NOT RAISE"):
        return f"The code under pytest.raises ended without the exception that was expected ({cut(message[14:])})."
    if message.startswith("DID NOT WARN"):
        return f"The code under pytest.warns ended without the warning that was expected ({cut(first[14:])})."
    if message.startswith("async def functions are not natively supported"):
        return (
            "async def functions are not natively supported by pytest: a plugin runs those that carry its mark, here "
            "@pytest.mark.asyncio."
        )
    return stopped(f"pytest refuses this: {cut(first)}") if first else None
