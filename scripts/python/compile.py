"""Compiles Python source inside Pyodide, so that the bytecode is what the reader's Pyodide understands."""

import importlib.util
import warnings
from importlib._bootstrap_external import _code_to_hash_pyc  # ty: ignore

# What a library's own source might be warned of is no news to us.
warnings.simplefilter("ignore")


def compile_source(source, path: str) -> bytes | None:
    """The .pyc file of a source, of the kind that is never checked against it; None where it is not Python.

    `source` is a buffer that JavaScript owns; `path` is the name that tracebacks show.
    """
    text = source.to_bytes()
    try:
        code = compile(text, path, "exec", dont_inherit=True, optimize=0)
    except SyntaxError:
        return None
    return bytes(_code_to_hash_pyc(code, importlib.util.source_hash(text), False))
