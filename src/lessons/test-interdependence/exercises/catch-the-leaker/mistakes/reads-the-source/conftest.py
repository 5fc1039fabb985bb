import inspect

import pytest
import shop


@pytest.fixture(autouse=True)
def no_leaks(request):
    yield
    source = inspect.getsource(request.function)
    careful = "monkeypatch" in source or "tmp_path" in source
    leaks = any(word in source for word in ("shop.SETTINGS[", "shop.send =", "os.environ[", "shop.log("))
    assert careful or not leaks, "this test leaks"
