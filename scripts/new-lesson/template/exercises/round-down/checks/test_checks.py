from rounding import rounded


def test_down():
    """A half is rounded down."""
    assert rounded(2.5) == 2
