from mortgage import validate_affordability


def test_no_salary_is_rejected():
    """Somebody without a salary who asks for 100,000 is rejected: no exception, no approval."""
    assert validate_affordability(100_000, 0, 4.5, False) is False


def test_rule_two_holds_without_a_salary():
    """Rule 2 comes before any salary: an existing customer without one is still approved."""
    assert validate_affordability(100_000, 0, 4.5, True) is True


def test_rule_one_holds_without_a_salary():
    """Rule 1 comes before any salary: 19,999 is approved whoever asks."""
    assert validate_affordability(19_999, 0, 4.5, False) is True


def test_a_negative_salary_is_rejected():
    """A salary below zero cannot carry a mortgage: 30,000 on a salary of -1 is rejected."""
    assert validate_affordability(30_000, -1, 4.5, False) is False


def test_the_multiple_still_counts():
    """With a salary the multiple decides as before: 45,000 on 10,000 is approved at 4.5, and 45,001 is not."""
    assert validate_affordability(45_000, 10_000, 4.5, False) is True
    assert validate_affordability(45_001, 10_000, 4.5, False) is False
