import ast
from pathlib import Path

import pytest


@pytest.mark.parametrize("file", ["test_orders.py", "factories.py"])
def test_rows_come_from_factories(file):
    """Rows come from factories: neither file reads another file or holds SQL."""
    tree = ast.parse(Path(file).read_text())
    called = {
        getattr(node.func, "attr", getattr(node.func, "id", ""))
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
    }
    texts = [str(node.value) for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    reads = sorted(called & {"open", "read_text", "read_bytes", "executescript", "text", "exec_driver_sql"})
    assert reads == [], f"{file} calls {', '.join(reads)}"
    named = [one for one in texts if ".sql" in one or one.upper().lstrip().startswith(("INSERT", "SELECT"))]
    assert named == [], f"{file} still holds {named[0]!r}"
    imported = {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, (ast.Import, ast.ImportFrom))
        for alias in node.names
    }
    assert not imported & {"Path", "pathlib", "sqlite3", "text"}, f"{file} imports {imported}"
