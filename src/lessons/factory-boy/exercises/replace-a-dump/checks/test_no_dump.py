import ast
from pathlib import Path

import pytest

READS = {"open", "read_text", "read_bytes", "exec", "eval", "import_module", "__import__"}
SQL = {"executescript", "text", "exec_driver_sql", "insert", "bulk_insert_mappings", "bulk_save_objects"}


def called(tree):
    return {
        getattr(node.func, "attr", getattr(node.func, "id", ""))
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
    }


@pytest.mark.parametrize("file", ["test_orders.py", "factories.py"])
def test_rows_come_from_factories(file):
    """Rows come from factories: neither file reads another file or holds SQL."""
    tree = ast.parse(Path(file).read_text())
    # What stands by itself is a docstring or a remark.
    remarks = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    texts = [
        str(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and id(node) not in remarks
    ]
    reads = sorted(called(tree) & (READS | SQL))
    assert reads == [], f"{file} calls {', '.join(reads)}"
    named = [one for one in texts if ".sql" in one or one.upper().lstrip().startswith(("INSERT", "SELECT"))]
    assert named == [], f"{file} still holds {named[0]!r}"
    imported = {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, (ast.Import, ast.ImportFrom))
        for alias in node.names
    }
    unwanted = sorted(imported & {"Path", "pathlib", "sqlite3", "text", "insert", "importlib"})
    assert unwanted == [], f"{file} imports {', '.join(unwanted)}"


@pytest.mark.parametrize("file", ["test_orders.py", "factories.py"])
def test_no_row_is_made_beside_the_factories(file):
    """Each test makes its rows with the factories: neither file calls Customer or Order itself."""
    by_hand = sorted(called(ast.parse(Path(file).read_text())) & {"Customer", "Order"})
    assert by_hand == [], f"{file} calls {by_hand[0]}(...)"


@pytest.mark.parametrize("file", ["test_orders.py", "factories.py"])
def test_nothing_is_committed(file):
    """What a test saves is rolled back by the session fixture: nothing is committed, so that nothing has to be deleted again by hand."""
    tree = ast.parse(Path(file).read_text())
    texts = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    commits = "commit" in called(tree) or "commit" in texts
    assert not commits, f"{file} commits"
