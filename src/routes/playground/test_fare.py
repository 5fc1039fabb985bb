from fare import fare


def test_adult_at_peak():
    assert fare(30, peak=True) == 280


def test_child():
    assert fare(9, peak=True) == 140
