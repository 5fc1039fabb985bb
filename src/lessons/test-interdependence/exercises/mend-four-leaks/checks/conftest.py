"""After each of the reader's tests, with all of its cases, all that looks for leaks comes once; then the test comes again and is
made to fail where it calls the shop, and they look once more: these tests are sorted so.
"""

import pytest
import shop
import test_shop as readers

MADE_TO_FAIL = "made to fail"


def pytest_collection_modifyitems(items):
    own = [item for item in items if item.function.__module__ == readers.__name__]
    looking = [item for item in items if item not in own]
    items[:] = [
        item
        for place, test in enumerate(own)
        for item in [test, *(after_all(test, own, looking) if is_last(test, own[place + 1 :]) else ())]
    ]


def is_last(test, later):
    return test.originalname not in [other.originalname for other in later]


def after_all(test, own, looking):
    """What comes after the last case of a test."""
    cases = [made_to_fail(case) for case in own if case.originalname == test.originalname]
    return [*looks(test, looking, "passed"), *cases, *looks(test, looking, "failed")]


def looks(test, looking, ended):
    asked = {"after": test.originalname, "ended": ended}
    return [look for look in looking if look.callspec.params == asked]


def made_to_fail(test):
    return type(test).from_parent(
        test.parent,
        name=f"{test.name} {MADE_TO_FAIL}",
        callspec=getattr(test, "callspec", None),
        fixtureinfo=test._fixtureinfo,
        originalname=test.originalname,
    )


def fails(*args, **kwargs):
    raise AssertionError("the test is made to fail here")


@pytest.hookimpl(wrapper=True)
def pytest_pyfunc_call(pyfuncitem):
    if not pyfuncitem.name.endswith(MADE_TO_FAIL):
        return (yield)
    # Changed in place: the test may have imported them by name.
    functions = [shop.price, shop.label, shop.receipt, shop.log, shop.region.__wrapped__]
    codes = [function.__code__ for function in functions]
    for function in functions:
        function.__code__ = fails.__code__
    try:
        yield
    except Exception, pytest.fail.Exception, pytest.skip.Exception:
        pass
    finally:
        for function, code in zip(functions, codes, strict=True):
            function.__code__ = code
    return True
