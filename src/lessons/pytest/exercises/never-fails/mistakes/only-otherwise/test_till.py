import pytest
from till import NotEnough, Till


@pytest.fixture
def till():
    till = Till()
    till.add("tea", 350)
    till.add("jam", 275)
    return till


def test_total(till):
    assert till.total() == 625


def test_change(till):
    assert till.pay(1000) == 375


def test_too_little(till):
    with pytest.raises(NotEnough, match="^25 p are missing"):
        till.pay(600)


def test_receipt(till):
    assert list(till.receipt()) == ["tea 3.50", "jam 2.75"]


def test_members_pay_less(till):
    assert till.total(member=True) != till.total()


def test_closing(till):
    till.close()
    assert not till.open
    assert till.items == []
