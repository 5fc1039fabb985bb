from mortgage import validate_affordability


def test_a_small_sum_is_approved():
    assert validate_affordability(15_000, 30_000, 4.5, False) is True


def test_beyond_the_multiple_is_rejected():
    assert validate_affordability(250_000, 50_000, 4.5, False) is False
