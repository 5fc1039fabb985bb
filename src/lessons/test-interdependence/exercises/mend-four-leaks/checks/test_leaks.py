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


def after_each(look):
    """Looks after each of them, where it has passed and where it was made to fail."""
    look = pytest.mark.parametrize("ended", ["passed", "failed"])(look)
    return pytest.mark.parametrize("after", dict.fromkeys(names))(look)


def told(after, ended):
    return f"after {after}" if ended == "passed" else f"after {after}, where it fails half-way"


@after_each
def test_the_setting_is_back(after, ended):
    """A test that changes a setting puts it back, so that the next one finds VAT at 20 %."""
    assert shop.SETTINGS == {"currency": "GBP", "vat": 0.20}, told(after, ended)


@after_each
def test_the_function_is_back(after, ended):
    """A test that patches a function puts the real one back."""
    assert shop.send is SEND and shop.price is PRICE, f"{told(after, ended)}: the shop has another function"


@after_each
def test_the_region_is_back(after, ended):
    """A test that sets the region takes it away again, from the environment and from the cache that remembers it."""
    assert "SHOP_REGION" not in os.environ, told(after, ended)
    try:
        assert shop.region() == "GB", told(after, ended)
    finally:
        # The next test is to find the cache as if it were the first.
        shop.region.cache_clear()


@after_each
def test_the_folder_is_as_it_was(after, ended):
    """A test leaves no file in the folder of the project, where the next one would find it."""
    assert not (FOLDER / "shop.log").exists(), f"{told(after, ended)}: there is a shop.log"
