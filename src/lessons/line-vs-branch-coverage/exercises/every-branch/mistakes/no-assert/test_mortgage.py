from mortgage import validate_affordability


def test_everything():
    validate_affordability(15_000, 30_000, 4.5, False)
    validate_affordability(250_000, 50_000, 4.5, True)
    validate_affordability(100_000, 50_000, 4.5, False)
    validate_affordability(250_000, 50_000, 4.5, False)
