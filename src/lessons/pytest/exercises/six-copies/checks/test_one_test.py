import ast
from pathlib import Path

import pytest


@pytest.fixture
def functions():
    tree = ast.parse(Path("test_discount.py").read_text(encoding="utf-8"))
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return [node for node in ast.walk(tree) if isinstance(node, kinds) and node.name.startswith("test")]


def test_there_is_one_test(functions):
    """The copies have become one test function."""
    assert len(functions) == 1, f"test functions: {', '.join(test.name for test in functions)}"


def test_it_is_parametrised(functions):
    """The test has @pytest.mark.parametrize over it."""
    decorators = [ast.unparse(part) for test in functions for part in test.decorator_list]
    assert any("parametrize" in text for text in decorators)


def test_no_case_hides_in_a_loop(functions):
    """A case is a parameter and not a turn of a loop, which would stop at the first that fails."""
    assert not any(isinstance(node, (ast.For, ast.While)) for test in functions for node in ast.walk(test))


def test_every_case_has_an_id():
    """Each case has a name of its own, by pytest.param(..., id="...") or ids=[...]."""
    import test_discount

    marks = [
        mark
        for name, value in vars(test_discount).items()
        if name.startswith("test")
        for mark in getattr(value, "pytestmark", [])
        if mark.name == "parametrize" and "ids" not in mark.kwargs
    ]
    cases = [case for mark in marks for case in (mark.args[1:] or [mark.kwargs.get("argvalues", [])])[0]]
    assert [case for case in cases if not getattr(case, "id", None)] == []
