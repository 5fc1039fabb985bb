import pytest
from rates import read_rates


def test_good_list():
    assert read_rates("EUR 1.17\n\n# dollars\nUSD 1.31 # again") == {"EUR": 1.17, "USD": 1.31}


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        pytest.param("USD", "line 4: expected a currency and a rate, found 'USD'", id="no-rate"),
        pytest.param("USD 1 2", "line 4: expected", id="two-rates"),
        pytest.param("USD x", "line 4: 'x' is no number", id="no-number"),
        pytest.param("USD 0", "line 4: a rate is above zero, not 0", id="zero"),
        pytest.param("USD -1", "line 4: a rate is above zero, not -1", id="negative"),
        pytest.param("EUR 1.18", "line 4: EUR comes twice", id="twice"),
    ],
)
def test_bad_line_is_named(bad, says):
    with pytest.raises(Exception, match=f"^{says}"):
        read_rates(f"EUR 1.17\n\n# more\n{bad}\nJPY 199")


def test_what_is_no_number_is_the_cause():
    with pytest.raises(Exception) as caught:
        read_rates("EUR x")
    assert isinstance(caught.value.__cause__, ValueError)


def test_empty_list():
    with pytest.raises(Exception, match="line 1: the list is empty"):
        read_rates("# nothing\n")
