import pytest
from till import NotEnough, Till


@pytest.fixture
def till():
    till = Till()
    till.add("tea", 350)
    till.add("jam", 275)
    return till


def test_total(till):
    assert (till.total() == 625, "the total of two items")


def test_change(till):
    try:
        assert till.pay(1000) == 375
    except AssertionError:
        print("the change is wrong")


def test_too_little(till):
    with pytest.raises(NotEnough):
        till.pay(600)
        assert "25 p are missing" in str(NotEnough)


def test_receipt(till):
    lines = till.receipt()
    count = len(list(lines))
    for line, expected in zip(lines, ["tea 3.50", "jam 2.75"]):
        assert line == expected


def test_members_pay_less(till):
    assert till.total(member=True) <= till.total()


def test_closing(till):
    till.close()
    assert till.close or till.items == []
