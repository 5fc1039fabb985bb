"""`python -m varnish DEFAULT.vcl SCRIPT.json`: plays a request script on a VCL and prints what the client got, as JSON."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

from . import CompileError, ScriptError, compile_vcl
from .script import read_script
from .server import Server

#: A script needs no more than ten.
DEEPEST_JSON = 100
_NESTING = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}]')

USAGE = "usage: python -m varnish DEFAULT.vcl SCRIPT.json"


def main(arguments: list[str]) -> int:
    """Plays a script from files and prints each request's outcome as JSON. The exit code: 1 for a VCL that does not compile,
    whose line and message are printed as JSON; 2 for a script or a file that cannot be used, in a sentence on stderr."""
    if len(arguments) != 2:
        print(USAGE, file=sys.stderr)
        return 2
    try:
        vcl = read_text(arguments[0])
        program = compile_vcl(vcl)
    except CompileError as error:
        print(json.dumps({"compile_error": True, "line": error.line, "message": error.message}))
        return 1
    except ScriptError as error:
        print(error, file=sys.stderr)
        return 2
    try:
        script = read_script(read_json(arguments[1]))
    except ScriptError as error:
        print(error if str(error).startswith(arguments[1]) else f"{arguments[1]}: {error}", file=sys.stderr)
        return 2
    try:
        exchanges = Server(program, script).play()
    except ScriptError as error:
        print(f"{arguments[1]}: {error}", file=sys.stderr)
        return 2
    print(json.dumps([one.as_json() for one in exchanges], indent=2, ensure_ascii=False))
    return 0


def read_text(path: str) -> str:
    """A file as text; ScriptError, which names it, where that cannot be had."""
    try:
        return Path(path).read_text(encoding="utf-8")
    except FileNotFoundError:
        raise ScriptError(f"{path}: there is no such file") from None
    except UnicodeDecodeError:
        raise ScriptError(f"{path}: it is not UTF-8 text") from None
    except OSError as error:
        raise ScriptError(f"{path}: cannot be read ({error.strerror})") from None


def depth_of(text: str) -> int:
    """How deeply JSON's lists and objects are nested. Python's own reader takes C stack for each, of which a browser has little."""
    depth = deepest = 0
    for one in _NESTING.findall(text):
        depth += 1 if one in ("[", "{") else -1 if one in ("]", "}") else 0
        deepest = max(deepest, depth)
    return deepest


def read_json(path: str) -> object:
    """A file's content as JSON has it; ScriptError for what is none."""
    text = read_text(path)
    if depth_of(text) > DEEPEST_JSON:
        raise ScriptError("it is nested too deeply")
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise ScriptError(f"it is not JSON: {error.msg} in line {error.lineno}") from None
    except ValueError:  # a number with more digits than Python reads
        raise ScriptError("it has a number that is too long") from None
    except RecursionError:
        raise ScriptError("it is nested too deeply") from None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
