"""What a reader's code does to Python breaks that code, and never what the classroom says of it."""

import builtins
import json
import sys

import pytest

import classroom as classroom_package
from classroom import bridge, cells, kept, monitoring, project, streams

MODULES = (
    "json",
    "time",
    "os",
    "sys",
    "re",
    "traceback",
    "linecache",
    "ast",
    "io",
    "inspect",
    "codecs",
    "types",
)
NAMES = sorted(name for name, value in vars(builtins).items() if callable(value))
FUNCTIONS = sorted(
    f"{module}.{name}"
    for module in MODULES
    for name, value in vars(sys.modules[module]).items()
    if callable(value) and not name.startswith("__") and module == getattr(value, "__module__", module)
)


def test_every_module_has_the_kept_built_ins():
    for module in (cells, monitoring, project, streams, kept):
        assert module.__dict__["__builtins__"] is classroom_package.BUILTINS
        assert module.__dict__["__builtins__"] is not vars(builtins)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "how", ["builtins.{0} = None", "del builtins.{0}", "builtins.{0} = lambda *a, **k: 7"]
)
def test_a_built_in_that_is_gone_breaks_the_reader_alone(classroom, name, how):
    broken = classroom.cell(f"import builtins\n{how.format(name)}\nprint('a')\n[1, {{}}]")
    after = classroom.cell("print('b')\n1 + 1")

    assert {broken["ended"], after["ended"]} <= {"ok", "raised"}
    for report in (broken, after):
        assert report["ended"] == "ok" or report["exception"]["friendly"]
    assert isinstance(vars(builtins)[name], object)
    assert kept.world.replaced() == [name]


def test_what_says_that_it_equals_anything_is_found_all_the_same(classroom):
    classroom.cell(
        "import builtins\nclass Any:\n    def __eq__(self, other): return True\nbuiltins.len = Any()\nlen == 1"
    )
    assert kept.world.replaced() == ["len"]

    after = classroom.cell("len([1])")

    assert after["exception"]["type"] == "TypeError"
    assert "has replaced or deleted len" in after["exception"]["friendly"]


def test_what_stands_under_another_name_is_found(classroom):
    classroom.cell(
        "import json, textwrap\ntextwrap.Renamed = textwrap.__dict__.pop(list(vars(textwrap))[-1])"
    )
    assert [name.partition(".")[0] for name in kept.world.replaced()] == ["textwrap"]


def test_what_can_wait_for_the_answer_is_put_back_after_it(classroom):
    dumps = json.dumps
    _call("import json\njson.dumps = None")
    assert json.dumps is None

    bridge.settle()

    assert json.dumps is dumps
    assert classroom.cell("json.dumps is None")["value"]["text"] == "True"


@pytest.mark.parametrize("code", ["1 / 0", "1", "raise SystemExit('gone')"])
def test_what_the_answer_needs_is_put_back_before_it(classroom, code):
    dumps = json.dumps
    _call(f"import json\njson.dumps = None\n{code}")
    assert json.dumps is dumps


def _call(code):
    """A cell that nothing is done after."""
    nothing = {"files": {}, "stdin": [], "probes": []}
    bridge.call("runCell", kept.to_json({"id": "cell", "filename": "cell.py", "code": code, **nothing}))


def test_functions_of_the_library_that_are_gone_break_the_reader_alone(classroom):
    for name in FUNCTIONS:
        module, _, part = name.partition(".")
        classroom.cell(f"import {module}\n{module}.{part} = None\nprint('a')\n1 / 0")
        after = classroom.cell("print('b')\n[1, {'a': 2}]")

        assert after["ended"] in ("ok", "raised"), name
        kept.world.take()


@pytest.mark.parametrize(
    "code",
    [
        "import sys\nsys.modules.clear()",
        "import sys\nsys.modules = {}",
        "import sys\nsys.path = None",
        "import sys\nsys.path.clear()",
        "import sys\nsys.meta_path.clear()\nsys.path_hooks.clear()",
        "import sys\nsys.stdout = sys.stderr = sys.__stdout__ = None",
        "import sys\nsys.stdout.close()",
        "import sys\nsys.settrace(lambda *a: 1 / 0)",
        "import sys\nsys.setprofile(lambda *a: 1 / 0)",
        "import sys\nsys.setrecursionlimit(50)",
        "import builtins\nfor name in list(vars(builtins)): delattr(builtins, name)",
        "import json\njson.dumps = json.dump = lambda *a, **k: 'null'\njson.JSONEncoder.encode = None",
        "import traceback\ntraceback.TracebackException.format = None\n1 / 0",
        "import os\nos.environ.clear()\nos.chdir('/')",
    ],
)
def test_the_next_cell_runs(classroom, code):
    classroom.cell(code)
    after = classroom.cell("print('alive')\n[1, {'a': 2}]")

    assert after["ended"] == "ok" or after["exception"]["friendly"]
    assert classroom.printed() == "alive\n" or after["ended"] == "raised"


def test_what_a_reader_has_put_in_place_is_there_in_their_next_cell(classroom):
    classroom.cell("import time, builtins\ntime.sleep = lambda s: print('slept', s)\nbuiltins.mine = 3")
    after = classroom.cell("import time\ntime.sleep(9)\nmine")

    assert classroom.printed() == "slept 9\n"
    assert after["value"]["text"] == "3"
    import time

    assert time.sleep.__name__ == "sleep"


def test_an_exception_after_it_says_what_is_gone_and_what_to_do(classroom):
    classroom.cell("import builtins\ndel builtins.print")
    after = classroom.cell("print(1)")

    assert after["exception"]["type"] == "NameError"
    assert after["exception"]["friendly"].endswith(
        " An earlier cell has replaced or deleted print, which Python came with: Restart gives you a fresh interpreter."
    )


def test_nothing_is_said_where_it_has_no_part_in_it(classroom):
    classroom.cell("import time\ntime.sleep = None")

    assert "Restart" not in classroom.cell("1 / 0")["exception"]["friendly"]
    assert "time.sleep" in classroom.cell("import time\ntime.sleep(1)")["exception"]["friendly"]


@pytest.mark.parametrize("value", [None, True, 1.5, 'é"\n\ud800', [1, (2,)], {"a": {"b": []}}])
def test_json_is_as_json_writes_it(value):
    assert kept.to_json(value) == json.dumps(value)
    assert kept.from_json(json.dumps(value)) == json.loads(json.dumps(value))


def test_what_leads_into_the_page_is_not_put_back(classroom, monkeypatch):
    monkeypatch.setitem(sys.modules, "js", sys)
    kept.world.take()
    monkeypatch.delitem(sys.modules, "js")

    assert classroom.cell("1")["ended"] == "ok"
    assert "js" not in sys.modules
