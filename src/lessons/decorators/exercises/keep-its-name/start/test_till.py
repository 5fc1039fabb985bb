import guard
import pytest
import till


def test_the_menu_has_every_command():
    assert sorted(till.menu) == ["close", "refund", "sell"]


def test_a_command_has_its_help():
    assert till.sell.__doc__ == "Sells something."


def test_selling_takes_a_keyword():
    assert till.sell("tea", count=2) == "2 x tea"


def test_nobody_refunds_without_permission():
    with pytest.raises(guard.Forbidden, match="refund"):
        till.refund(12)
