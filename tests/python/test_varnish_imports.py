"""The parts of `varnish` know each other in one direction: what two need of each other stands in a Protocol (roles.py, store.py)."""

import ast
import graphlib
from pathlib import Path

import varnish

FOLDER = Path(varnish.__file__).parent


def _imports(source: str) -> set[str]:
    """Modules of its own package that a module imports, those for the type checker too."""
    return {
        one.module.partition(".")[0] if one.module else name.name
        for one in ast.walk(ast.parse(source))
        if isinstance(one, ast.ImportFrom) and one.level == 1
        for name in one.names
    }


def test_no_modules_import_each_other_in_a_circle():
    found = {path.stem: _imports(path.read_text(encoding="utf-8")) for path in FOLDER.glob("*.py")}
    graph = {name: imported & found.keys() for name, imported in found.items()}
    assert {"store", "http"} <= graph["bans"]

    # CycleError, with the modules of the circle, where there is one.
    assert set(graphlib.TopologicalSorter(graph).static_order()) == graph.keys()
