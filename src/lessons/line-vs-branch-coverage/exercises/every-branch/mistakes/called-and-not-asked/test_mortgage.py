from mortgage import validate_affordability


def test_every_rule():
    assert validate_affordability(15_000, 1_000, 4.5, False) is True
    assert validate_affordability(250_000, 50_000, 4.5, True) is True
    validate_affordability(100_000, 50_000, 4.5, False)
    assert validate_affordability(250_000, 50_000, 4.5, False) is False
