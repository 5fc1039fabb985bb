import ast
from pathlib import Path

import pytest

BY_HAND = {
    "environ",
    "putenv",
    "unsetenv",
    "mkdtemp",
    "mkstemp",
    "TemporaryDirectory",
    "NamedTemporaryFile",
    "rmtree",
    "unlink",
}


@pytest.fixture
def tree():
    return ast.parse(Path("test_parcels.py").read_text(encoding="utf-8"))


def test_no_unittest(tree):
    """Nothing of unittest is imported any more."""
    imported = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            imported += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            imported.append(node.module or "")
    assert [name for name in imported if name.split(".")[0] == "unittest"] == []


def test_no_classes(tree):
    """The tests are functions: there is no class, and nothing called self."""
    assert [node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef)] == []
    assert not any(isinstance(node, ast.Name) and node.id == "self" for node in ast.walk(tree))


def test_set_up_is_a_fixture(tree):
    """What setUp made is made by a fixture, anew for each test: no setup_function, and no global that tests share."""
    functions = [node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    assert [name for name in functions if name.lower().startswith(("setup", "teardown"))] == []
    assert [node.names for node in ast.walk(tree) if isinstance(node, ast.Global)] == []
    made = [
        ast.unparse(part)
        for part in tree.body
        if isinstance(part, (ast.Assign, ast.AnnAssign)) and "Parcels(" in ast.unparse(part)
    ]
    assert made == []


def test_something_is_asserted(tree):
    """Each claim is a plain assert, or a pytest.raises."""
    claims = [node for node in ast.walk(tree) if isinstance(node, ast.Assert)]
    raises = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and node.attr == "raises"
        or isinstance(node, ast.Name)
        and node.id == "raises"
    ]
    assert len(claims) >= 5, "fewer than five asserts"
    assert raises, "no pytest.raises"


def test_surroundings_are_put_back(tree):
    """The environment is changed by monkeypatch, and files are written to tmp_path: nothing that has to be put back by hand."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    # monkeypatch.setitem(os.environ, ...) is put back too.
    patched = {
        id(part)
        for call in calls
        if getattr(call.func, "attr", "") in ("setitem", "delitem")
        for part in ast.walk(call)
    }
    named = {
        getattr(node, "attr", getattr(node, "id", ""))
        for node in ast.walk(tree)
        if isinstance(node, (ast.Attribute, ast.Name)) and id(node) not in patched
    }
    assert sorted(named & BY_HAND) == []
