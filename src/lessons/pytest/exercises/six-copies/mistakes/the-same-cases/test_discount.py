import pytest
from discount import discount


@pytest.mark.parametrize(
    ("amount", "member", "percent"),
    [
        pytest.param(99, False, 0, id="small"),
        pytest.param(100, False, 5, id="100"),
        pytest.param(400, False, 5, id="below-500"),
        pytest.param(499, False, 5, id="499"),
        pytest.param(600, False, 10, id="500"),
        pytest.param(100, True, 7, id="member"),
        pytest.param(600, True, 12, id="large-member"),
    ],
)
def test_discount(amount, member, percent):
    assert discount(amount, member) == percent
