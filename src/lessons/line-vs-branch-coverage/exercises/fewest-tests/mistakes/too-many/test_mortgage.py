from mortgage import validate_affordability


def test_just_under_the_small_sum_is_approved():
    assert validate_affordability(19_999, 1_000, 4.5, False) is True


def test_the_small_sum_itself_is_not_small():
    assert validate_affordability(20_000, 1_000, 4.5, False) is False


def test_exactly_the_multiple_is_approved():
    assert validate_affordability(45_000, 10_000, 4.5, False) is True


def test_an_existing_customer_is_approved():
    assert validate_affordability(250_000, 50_000, 4.5, True) is True


def test_beyond_the_multiple_is_rejected():
    assert validate_affordability(250_000, 50_000, 4.5, False) is False
