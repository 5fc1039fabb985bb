import pytest
from rates import RatesError, read_rates


def test_good_list():
    assert read_rates("EUR 1.17\n\n# dollars\nUSD 1.31 # again") == {"EUR": 1.17, "USD": 1.31}


def test_no_number():
    with pytest.raises(RatesError, match="line 3") as caught:
        read_rates("EUR 1.17\n\nUSD x")
    assert isinstance(caught.value.__cause__, ValueError)


@pytest.mark.parametrize("bad", ["EUR 1\nUSD", "EUR 1 2", "EUR 0", "EUR -1", "EUR 1\nEUR 2", ""])
def test_bad_lists(bad):
    with pytest.raises(Exception):
        read_rates(bad)
