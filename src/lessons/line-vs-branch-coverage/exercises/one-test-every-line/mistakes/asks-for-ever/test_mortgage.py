from mortgage import validate_affordability


def test_a():
    while not validate_affordability(15_000, 1_000, 4.5, False):
        pass
