"""Every case that was recorded from real varnishd, played on the interpreter: each field of each answer must be the same."""

import json
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "src/python"), str(ROOT / "tests/varnish")]

from compare import differences  # noqa: E402

import varnish  # noqa: E402

CASES = sorted((ROOT / "tests/varnish/cases").glob("*.vcl"))


def answer(vcl: str, script: dict) -> object:
    try:
        return [one.as_json() for one in varnish.run(vcl, script)]
    except varnish.CompileError as error:
        return {"compile_error": True, "line": error.line, "message": error.message}


def test_there_are_cases():
    assert len(CASES) > 100


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_agrees_with_varnishd(path: Path):
    case = json.loads(path.with_suffix(".json").read_text())
    assert differences(answer(path.read_text(), case["script"]), case["expected"]) == []


#: VCL with what `varnishd -C` said of it: the first line that it names, null where it compiles. `record.py --compiled` asks again.
COMPILED = json.loads((ROOT / "tests/varnish/compiled.json").read_text())


@pytest.mark.parametrize("name", COMPILED)
def test_compiles_as_varnishd_does(name: str):
    try:
        varnish.compile_vcl(COMPILED[name]["vcl"])
    except varnish.CompileError as error:
        line, message = error.line, error.message
    else:
        line, message = None, ""
    assert line == COMPILED[name]["line"], message
