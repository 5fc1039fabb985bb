from book import Visit, average_hour, last, names_of

DAY = [Visit("Ada", 9), Visit("Bo", 10), Visit("Ada", 14)]


def test_names():
    assert names_of(DAY) == {"Ada", "Bo"}


def test_average():
    assert average_hour(DAY) == 11


def test_last():
    assert last(DAY).hour == 14
