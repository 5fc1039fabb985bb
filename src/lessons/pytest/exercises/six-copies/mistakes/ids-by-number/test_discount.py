import pytest
from discount import discount


@pytest.mark.parametrize(
    ("amount", "member", "percent"),
    [
        (10, False, 0),
        (10, True, 2),
        (99, False, 0),
        (100, False, 5),
        (100, True, 7),
        (499, False, 5),
        (500, False, 10),
        (500, True, 12),
    ],
    ids=[str(n) for n in range(8)],
)
def test_discount(amount, member, percent):
    assert discount(amount, member) == percent
