import os

import pytest
import shop


@pytest.fixture(autouse=True)
def no_leaks():
    settings = shop.SETTINGS
    yield
    assert shop.SETTINGS == settings
