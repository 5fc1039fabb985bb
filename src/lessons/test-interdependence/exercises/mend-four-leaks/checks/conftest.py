"""After each of the reader's tests, with all of its cases, all that looks for leaks comes once: these tests are sorted so."""

import test_shop as readers


def pytest_collection_modifyitems(items):
    own = [item for item in items if item.function.__module__ == readers.__name__]
    looking = [item for item in items if item not in own]
    items[:] = [
        item
        for place, test in enumerate(own)
        for item in [test, *(looking_after(test, looking) if is_last(test, own[place + 1 :]) else ())]
    ]


def is_last(test, later):
    return test.originalname not in [other.originalname for other in later]


def looking_after(test, looking):
    return [look for look in looking if look.callspec.params["after"] == test.originalname]
