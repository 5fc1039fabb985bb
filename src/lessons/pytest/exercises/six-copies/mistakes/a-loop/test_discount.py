from discount import discount

CASES = [(10, True, 2), (99, False, 0), (100, False, 5), (499, False, 5), (500, False, 10), (500, True, 12)]


def test_discount():
    for amount, member, percent in CASES:
        assert discount(amount, member) == percent
