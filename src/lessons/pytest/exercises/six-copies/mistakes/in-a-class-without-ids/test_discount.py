import pytest
from discount import discount


class TestDiscount:
    @pytest.mark.parametrize(
        ("amount", "member", "percent"),
        [
            (1, False, 0),
            (50, True, 2),
            (99, False, 0),
            (100, False, 5),
            (100, True, 7),
            (499, False, 5),
            (500, False, 10),
            (500, True, 12),
        ],
    )
    def test_percent(self, amount, member, percent):
        assert discount(amount, member) == percent
