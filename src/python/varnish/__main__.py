"""`python -m varnish DEFAULT.vcl SCRIPT.json`: plays a request script on a VCL and prints what the client got, as JSON."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from . import CompileError, ScriptError, compile_vcl
from .script import read_script
from .server import Server

USAGE = "usage: python -m varnish DEFAULT.vcl SCRIPT.json"


def main(arguments: list[str]) -> int:
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
    try:
        return Path(path).read_text(encoding="utf-8")
    except FileNotFoundError:
        raise ScriptError(f"{path}: there is no such file") from None
    except UnicodeDecodeError:
        raise ScriptError(f"{path}: it is not UTF-8 text") from None
    except OSError as error:
        raise ScriptError(f"{path}: cannot be read ({error.strerror})") from None


def read_json(path: str) -> object:
    try:
        return json.loads(read_text(path))
    except json.JSONDecodeError as error:
        raise ScriptError(f"it is not JSON: {error.msg} in line {error.lineno}") from None
    except ValueError:  # a number with more digits than Python reads
        raise ScriptError("it has a number that is too long") from None
    except RecursionError:
        raise ScriptError("it is nested too deeply") from None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
