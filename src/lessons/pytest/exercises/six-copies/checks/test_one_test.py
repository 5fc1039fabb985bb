import ast
import sys
from pathlib import Path

import pytest
import test_discount as readers
from discount import discount

# The reader's own test runs here too, with an eye on what each of its cases asks.
own = {name: value for name, value in vars(readers).items() if name not in globals()}
globals().update(own)

asked = {}
ids = []
unnamed = []


@pytest.fixture(autouse=True)
def watched(request):
    questions = []

    def look(frame, event, _):
        if event == "call" and frame.f_code is discount.__code__:
            questions.append((frame.f_locals["amount"], frame.f_locals["member"]))

    sys.setprofile(look)
    yield
    sys.setprofile(None)
    if request.function.__module__ == readers.__name__:
        asked[request.node.name] = questions
        call = getattr(request.node, "callspec", None)
        if call:
            ids.append(call.id)
        # The name that pytest makes up of the parameters where nobody gives one.
        if call and call.id == "-".join(map(str, call.params.values())):
            unnamed.append(call.id)


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


def test_each_case_asks_for_itself():
    """One case asks about one order: a case that goes through several stops at the first that is wrong."""
    crowded = [name for name, questions in asked.items() if len(set(questions)) > 2]
    assert not crowded, f"{crowded[0]} asks about {len(set(asked[crowded[0]]))} orders"
    idle = [name for name, questions in asked.items() if not questions]
    assert not idle, f"{idle[0]} asks nothing"
    assert asked, "no case ran"


def test_every_case_has_an_id():
    """Each case has a name of its own, by pytest.param(..., id="...") or ids=[...]."""
    spaces = [vars(readers), *(vars(one) for one in vars(readers).values() if isinstance(one, type))]
    marks = [
        mark
        for space in spaces
        for name, value in space.items()
        if name.startswith("test")
        for mark in getattr(value, "pytestmark", [])
        if mark.name == "parametrize" and "ids" not in mark.kwargs
    ]
    cases = [case for mark in marks for case in (mark.args[1:] or [mark.kwargs.get("argvalues", [])])[0]]
    assert [case for case in cases if not getattr(case, "id", None)] == []
    # An `ids` that gives none leaves the naming to pytest.
    given = {getattr(case, "id", None) for case in cases}
    nameless = [name for name in unnamed if name not in given]
    assert nameless == [], f"{nameless[0]!r} is what pytest makes up of the parameters where there is no id"
    says_something = [name for name in ids if not name.isdigit()]
    assert says_something or not ids, f"Ids such as {', '.join(ids[:3])} only say where a case stands"
