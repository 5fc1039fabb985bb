import os

import pytest
import shop


@pytest.fixture(autouse=True)
def no_leaks():
    settings, environment = dict(shop.SETTINGS), dict(os.environ)
    yield
    shop.SETTINGS.update(settings)
    os.environ.clear()
    os.environ.update(environment)
