import pytest
from rates import read_rates


def test_good_list():
    assert read_rates("EUR 1.17\n\n# dollars\nUSD 1.31") == {"EUR": 1.17, "USD": 1.31}


def test_bad_list():
    with pytest.raises(Exception):
        read_rates("EUR")
