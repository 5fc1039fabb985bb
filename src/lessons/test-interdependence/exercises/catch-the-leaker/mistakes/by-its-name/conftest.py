import os
from pathlib import Path

import pytest
import shop


def state():
    files = {str(path) for path in Path().rglob("*") if "__pycache__" not in path.parts}
    return {"SETTINGS": dict(shop.SETTINGS), "send": shop.send.__name__, "environment": environment(), "files": files}


def environment():
    # pytest itself notes the running test in a variable.
    return {name: value for name, value in os.environ.items() if name != "PYTEST_CURRENT_TEST"}


@pytest.fixture(autouse=True)
def no_leaks():
    before = state()
    yield
    after = state()
    leaked = [name for name in before if before[name] != after[name]]
    assert not leaked, f"this test leaks: {', '.join(leaked)}"
