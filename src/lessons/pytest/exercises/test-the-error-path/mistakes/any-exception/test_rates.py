import pytest
from rates import read_rates


def test_good_list():
    assert read_rates("EUR 1.17\n\n# dollars\nUSD 1.31") == {"EUR": 1.17, "USD": 1.31}


@pytest.mark.parametrize("bad", ["EUR", "EUR 1 2", "EUR x", "EUR 0", "EUR 1\nEUR 2", ""])
def test_bad_list(bad):
    with pytest.raises(Exception):
        read_rates(bad)
