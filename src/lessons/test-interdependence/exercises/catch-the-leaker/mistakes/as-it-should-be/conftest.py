import os
from pathlib import Path

import pytest
import shop


@pytest.fixture(autouse=True)
def no_leaks():
    send = shop.send
    yield
    assert shop.SETTINGS == {"currency": "GBP", "vat": 0.20}
    assert shop.send is send
    assert "SHOP_REGION" not in os.environ
    assert not list(Path().glob("*.log"))
