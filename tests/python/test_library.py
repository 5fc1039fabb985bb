"""Modules whose files come later are not said to be missing."""

import contextlib
import importlib
import sys
from collections.abc import Iterator

import pytest

from classroom import library


@pytest.fixture(autouse=True)
def arrives() -> Iterator[None]:
    yield
    library.arrived()


def test_a_module_that_is_on_its_way_is_no_missing_one():
    library.stand_guard(["colorsys"])
    sys.modules.pop("colorsys", None)
    with pytest.raises(library.NotHereYet):
        importlib.import_module("colorsys")
    assert library.asked_for() == "colorsys"


def test_a_part_of_a_package_counts_by_the_package():
    library.stand_guard(["wsgiref"])
    sys.modules.pop("wsgiref", None)
    with pytest.raises(library.NotHereYet):
        importlib.import_module("wsgiref.headers")
    assert library.asked_for() == "wsgiref"


def test_it_is_remembered_where_the_code_has_caught_it():
    library.stand_guard(["colorsys"])
    sys.modules.pop("colorsys", None)
    with contextlib.suppress(BaseException):
        importlib.import_module("colorsys")
    assert library.asked_for() == "colorsys"


def test_no_except_clause_for_errors_catches_it():
    assert not issubclass(library.NotHereYet, Exception)


def test_what_is_imported_already_and_what_nobody_sends_are_let_alone():
    library.stand_guard(["json"])
    assert importlib.import_module("json") is sys.modules["json"]
    with pytest.raises(ModuleNotFoundError):
        importlib.import_module("no_such_module_anywhere")
    assert library.asked_for() is None


def test_when_it_has_arrived_it_is_imported():
    library.stand_guard(["colorsys"])
    sys.modules.pop("colorsys", None)
    library.arrived()
    assert importlib.import_module("colorsys").rgb_to_hsv(0, 0, 0) == (0.0, 0.0, 0)
    assert library.asked_for() is None
