from discount import discount


def test_small_order():
    assert discount(99, False) == 0


def test_order_of_100():
    assert discount(100, False) == 5


def test_just_below_500():
    assert discount(400, False) == 5


def test_order_of_500():
    assert discount(499, False) == 5


def test_order_of_500():
    assert discount(600, False) == 10


def test_member():
    assert discount(100, True) == 7
