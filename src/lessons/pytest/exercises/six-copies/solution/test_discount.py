import pytest
from discount import discount


@pytest.mark.parametrize(
    ("amount", "member", "percent"),
    [
        pytest.param(10, False, 0, id="small"),
        pytest.param(10, True, 2, id="small-member"),
        pytest.param(99, False, 0, id="below-100"),
        pytest.param(100, False, 5, id="at-100"),
        pytest.param(100, True, 7, id="at-100-member"),
        pytest.param(499, False, 5, id="below-500"),
        pytest.param(500, False, 10, id="at-500"),
        pytest.param(500, True, 12, id="at-500-member"),
    ],
)
def test_discount(amount, member, percent):
    assert discount(amount, member) == percent
