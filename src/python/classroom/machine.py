"""Somebody's machine around a project: what lies there besides the project's own files, as a script leaves it."""

import builtins
import io
import os
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout

from classroom import project


def furnish(script: Mapping[str, str], files: Mapping[str, str]) -> list[str]:
    """Runs a Machine of protocol.ts in the project's folder, once, before the tests.

    Returns what it has left, in order: paths of files, then names of environment variables with a `$` before them.
    ValueError where it changes a file of the project, as the suite would then run on other code than is shown.
    """
    before = dict(os.environ)
    source = script["source"]
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        space = {"__name__": "__main__", "__file__": script["file"], "__builtins__": builtins}
        exec(compile(source, script["file"], "exec"), space)
    for name, text in files.items():
        path = project.ROOT / name
        if not path.is_file() or path.read_bytes() != project.content_of(text):
            raise ValueError(f"the machine of {script['file']} has changed {name}, a file of the project")
    changed = sorted(name for name, value in os.environ.items() if before.get(name) != value)
    return [*project.left(files), *(f"${name}" for name in changed)]
