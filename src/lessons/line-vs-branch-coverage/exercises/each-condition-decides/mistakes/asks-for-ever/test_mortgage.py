from mortgage import validate_affordability


def test_all():
    while True:
        a = [
            validate_affordability(15_000, 1_000, 4.5, False),
            validate_affordability(19_999, 1_000, 4.5, False),
            validate_affordability(250_000, 50_000, 4.5, True),
            validate_affordability(100_000, 50_000, 4.5, False),
            validate_affordability(45_000, 10_000, 4.5, False),
        ]
        b = [
            validate_affordability(250_000, 50_000, 4.5, False),
            validate_affordability(20_000, 1_000, 4.5, False),
        ]
        if all(a) and not any(b):
            break
