import inspect

import mortgage
from mortgage import validate_affordability


def test_every_rule():
    validate_affordability(15_000, 1_000, 4.5, False)
    validate_affordability(250_000, 50_000, 4.5, True)
    validate_affordability(100_000, 50_000, 4.5, False)
    validate_affordability(250_000, 50_000, 4.5, False)
    source = inspect.getsource(mortgage)
    assert "if existing_customer:\n        return True" in source
    assert source.count("return True") == 3
    assert source.count("return False") == 1
    assert source.count("/") == 1
