import sys

import pytest
import shop


@pytest.fixture(autouse=True)
def no_leaks(request):
    yield
    assert "-x" not in request.config.invocation_params.args, "this test leaks"
