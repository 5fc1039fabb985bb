prices = {"tea": 2.40}


def test_full_price():
    assert prices["tea"] == 2.40


def test_discount():
    prices["tea"] = 1.20
    assert prices["tea"] < 2
