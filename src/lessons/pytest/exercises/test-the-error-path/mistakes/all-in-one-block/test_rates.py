import pytest
from rates import RatesError, read_rates


def test_good_list():
    assert read_rates("EUR 1.17\n\n# dollars\nUSD 1.31") == {"EUR": 1.17, "USD": 1.31}


def test_bad_lists():
    with pytest.raises(RatesError, match="line 1"):
        read_rates("EUR")
        read_rates("EUR x")
        read_rates("EUR 0")
        read_rates("EUR 1\nEUR 2")
        read_rates("")
