import pytest
from discount import discount

CASES = [(10, False, 0), (10, True, 2), (99, False, 0), (100, False, 5), (100, True, 7), (499, False, 5), (500, False, 10), (500, True, 12)]


@pytest.mark.parametrize("number", range(8), ids=["small", "small-member", "below-100", "at-100", "at-100-member", "below-500", "at-500", "at-500-member"])
def test_discount(number):
    assert all(discount(amount, member) == percent for amount, member, percent in CASES)
