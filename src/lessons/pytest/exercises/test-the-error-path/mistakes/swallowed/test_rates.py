import pytest
from rates import RatesError, read_rates


def test_good_list():
    assert read_rates("EUR 1.17\n\n# dollars\nUSD 1.31") == {"EUR": 1.17, "USD": 1.31}


@pytest.mark.parametrize("bad", ["USD", "USD 1 2", "USD x", "USD 0", "EUR 1.18"])
def test_bad_line_is_named(bad):
    try:
        read_rates(f"EUR 1.17\n\n{bad}")
    except RatesError as error:
        assert "line 3" in str(error)


def test_empty_list():
    with pytest.raises(RatesError):
        read_rates("")
