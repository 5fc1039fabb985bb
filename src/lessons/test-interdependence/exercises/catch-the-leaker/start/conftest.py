import os
from pathlib import Path

import pytest
import shop


@pytest.fixture(autouse=True)
def no_leaks():
    yield
    # Say here what the test may not have left behind.
