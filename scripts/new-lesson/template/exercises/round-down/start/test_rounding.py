from rounding import rounded


def test_whole():
    assert rounded(2) == 2
