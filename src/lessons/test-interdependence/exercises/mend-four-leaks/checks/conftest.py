"""After each of the reader's tests all that looks for leaks comes once: these tests are sorted so."""

import test_shop as readers


def pytest_collection_modifyitems(items):
    own = [item for item in items if item.function.__module__ == readers.__name__]
    looking = [item for item in items if item not in own]
    items[:] = [
        item
        for test in own
        for item in [test, *(look for look in looking if look.callspec.params["after"] == test.name)]
    ]
