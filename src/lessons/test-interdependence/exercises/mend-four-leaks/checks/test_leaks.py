import os
from pathlib import Path

import pytest
import shop
import test_shop as readers

FOLDER = Path.cwd()
SEND, PRICE = shop.send, shop.price

# The reader's tests run here too, with all that they ask for, and after each of them comes a look at what it has left behind.
own = {name: value for name, value in vars(readers).items() if name not in globals()}
globals().update(own)

classes = [
    value for value in own.values() if isinstance(value, type) and value.__module__ == readers.__name__
]
names = [name for space in (own, *map(vars, classes)) for name in space if name.startswith("test_")]
after_each = pytest.mark.parametrize("after", dict.fromkeys(names))


@after_each
def test_the_setting_is_back(after):
    """A test that changes a setting puts it back, so that the next one finds VAT at 20 %."""
    assert shop.SETTINGS == {"currency": "GBP", "vat": 0.20}, f"after {after}"


@after_each
def test_the_function_is_back(after):
    """A test that patches a function puts the real one back."""
    assert shop.send is SEND and shop.price is PRICE, f"after {after} the shop has another function"


@after_each
def test_the_region_is_back(after):
    """A test that sets the region takes it away again, from the environment and from the cache that remembers it."""
    assert "SHOP_REGION" not in os.environ, f"after {after}"
    try:
        assert shop.region() == "GB", f"after {after}"
    finally:
        # The next test is to find the cache as if it were the first.
        shop.region.cache_clear()


@after_each
def test_the_folder_is_as_it_was(after):
    """A test leaves no file in the folder of the project, where the next one would find it."""
    assert not (FOLDER / "shop.log").exists(), f"after {after} there is a shop.log"
