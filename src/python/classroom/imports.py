"""What to say where a module, or a name in one, cannot be imported."""

import re

from classroom import project
from classroom.system_errors import NO_PROCESSES
from classroom.telling import Known, suggestion


def module_not_found(error: ModuleNotFoundError, _message: str, known: Known) -> str | None:
    """The sentence for a module that is not there."""
    # Python's own importer is written in Python: what it raises is no text of somebody's.
    if type(error.name) is not str or not error.name:
        return None
    if known.origin.is_raised and not known.origin.within(
        "importlib", "pyodide", "_pyodide", "_frozen_importlib"
    ):
        return None
    if error.name == "_multiprocessing":
        return NO_PROCESSES
    top = error.name.split(".")[0]
    near = next((name for name in _modules() if name.lower() == top.lower()), None)
    if near and near != top:
        return f"There is no module {top}, but a file {near}.py: capitals count in the names of modules."
    if near:
        return f"The module {top} is there, but it holds no {error.name.removeprefix(top + '.')}."
    return f"There is no module {error.name}: no file of that name is in this project, and Python here does not have it either."


def import_error(_error: ImportError, message: str, known: Known) -> str | None:
    """The sentence for a name that a module does not have."""
    if not known.origin.is_python:
        return None
    wanted = re.match(r"cannot import name '([^']+)' from (partially initialized module )?'([^']+)'", message)
    if not wanted:
        return None
    name, circular, module = wanted.groups()
    if circular or "circular import" in message:
        return f"{module} was still being imported when {name} was asked of it: these modules import each other in a circle."
    meant = suggestion(message)
    if meant:
        return f"The module {module} defines no {name}; it has {meant}, which is spelt much the same."
    return f"The module {module} defines no {name}: check the spelling, and that the definition is not inside something else."


def _modules() -> list[str]:
    try:
        return [path.stem for path in project.ROOT.iterdir() if path.suffix == ".py" or path.is_dir()]
    except OSError:
        return []
