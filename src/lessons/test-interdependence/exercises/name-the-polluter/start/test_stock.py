import pytest
import stock


@pytest.fixture(autouse=True)
def shelves():
    stock.restock({"tea": 12, "jam": 3})


def test_jam_is_low():
    assert stock.low() == ["jam"]


def test_taking_counts_down():
    assert stock.take("tea", 2) == 10


def test_taking_too_much():
    with pytest.raises(ValueError, match="only 3 of jam"):
        stock.take("jam", 4)


def test_nothing_is_low_after_restocking():
    stock.restock({"tea": 20, "jam": 20})
    assert stock.low() == []


def test_a_listener_hears_of_low_stock():
    heard = []
    stock.on_low(heard.append)
    stock.take("tea", 8)
    assert heard == ["tea"]


def test_a_listener_may_order_more():
    def order(item):
        stock.LEVELS[item] += 50

    stock.on_low(order)
    stock.take("jam", 1)
    assert stock.LEVELS["jam"] == 52


def test_the_threshold_counts_as_enough():
    assert stock.take("tea", 7) == 5
    assert "tea" not in stock.low()


def test_taking_the_last_jam():
    assert stock.take("jam", 3) == 0
