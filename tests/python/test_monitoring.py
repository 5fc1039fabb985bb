"""Tools of sys.monitoring are taken and given back in one place, whatever the reader's code takes and frees meanwhile."""

import sys
import types

import pytest

from classroom import monitoring
from classroom.monitoring import NoToolError, take

_tools = sys.monitoring
PY_START = _tools.events.PY_START
NAMED = {"debugger": 0, "coverage": 1, "profiler": 2}


@pytest.fixture(autouse=True)
def free_again():
    before = {tool: _tools.get_tool(tool) for tool in range(6)}
    yield
    for tool, name in before.items():
        if _tools.get_tool(tool) != name:
            _tools.free_tool_id(tool)
    assert {tool: _tools.get_tool(tool) for tool in range(6)} == before
    monitoring._ours.clear()


def _taken() -> list[int]:
    return [tool for tool in range(6) if _tools.get_tool(tool) is not None]


def _half(number: float) -> float:
    return number / 2


def _third(number: float) -> float:
    return number / 3


def _heard(everywhere: int = PY_START) -> tuple[monitoring.Tool, list[str]]:
    heard: list[str] = []

    def hear(code: types.CodeType, _offset: int) -> None:
        if code in (_half.__code__, _third.__code__):
            heard.append(code.co_name)

    return take("ears", {PY_START: hear}, everywhere), heard


def test_a_tool_is_taken_and_given_back():
    tool, heard = _heard()
    _half(1)
    tool.give_back()
    _third(1)

    assert heard == ["_half"]
    assert "shakeout-ears" not in map(_tools.get_tool, range(6))


def test_what_python_and_coverage_ask_for_by_name_is_taken_last():
    tools = [take(f"number {number}", {}, 0) for number in range(3)]
    assert not set(NAMED.values()) & set(_taken())
    for tool in tools:
        tool.give_back()


def test_coverage_keeps_its_tool_and_one_more_is_refused():
    for number in range(5):
        take(f"number {number}", {}, 0)
    assert _taken() == [0, 2, 3, 4, 5]
    with pytest.raises(NoToolError):
        take("one too many", {}, 0)


def test_single_code_objects_are_listened_in_to_and_forgotten_with_the_tool():
    tool, heard = _heard(everywhere=0)
    tool.listen_in(_half.__code__, PY_START)
    _half(1), _third(1)
    tool.give_back()
    _half(1)
    _, heard_after = _heard(everywhere=0)
    _half(1)

    assert (heard, heard_after) == (["_half"], [])


def test_what_was_disabled_in_an_earlier_run_is_heard_again():
    for _ in range(2):
        seen: list[str] = []
        tool = take("once", {PY_START: _once(seen)}, PY_START)
        _half(1), _half(1)
        tool.give_back()
        assert seen.count("_half") == 1


def _once(seen: list[str]) -> monitoring.Callback:
    def hear(code: types.CodeType, _offset: int) -> object:
        seen.append(code.co_name)
        return monitoring.DISABLE

    return hear


def test_a_tool_that_somebody_has_freed_hears_nothing_and_takes_nothing_from_the_next():
    tool, heard = _heard()
    for taken in _taken():
        _tools.free_tool_id(taken)
    _tools.use_tool_id(3, "theirs")
    tool.listen_in(_half.__code__, PY_START)
    _half(1)
    tool.give_back()

    assert heard == []
    assert _tools.get_tool(3) == "theirs"
    assert _tools.get_local_events(3, _half.__code__) == 0


def test_a_tool_of_the_same_name_is_not_taken_for_ours():
    tool, _ = _heard()
    (taken,) = _taken()
    _tools.free_tool_id(taken)
    _tools.use_tool_id(taken, "-".join(["shakeout", "ears"]))
    tool.give_back()

    assert _taken() == [taken]


# ---------------------------------------------------------------------------------------------------- in a run

WATCHING = """
import sys
tools = sys.monitoring
heard = []
def hear(code, offset):
    heard.append(code.co_filename)
tools.use_tool_id(3, "mine")
tools.register_callback(3, tools.events.PY_START, hear)
tools.set_events(3, tools.events.PY_START)
"""


def test_a_readers_tool_goes_on_in_the_next_cell_and_rests_meanwhile(classroom):
    classroom.cell(WATCHING)
    assert _tools.get_events(3) == 0
    assert _tools.get_tool(3) == "mine"

    after = classroom.cell("def here(): pass\nheard.clear()\nhere()\nkept = [*heard]\nkept")

    assert after["value"]["text"] == "['cell.py']"


def test_a_readers_tool_that_is_freed_and_taken_by_another_is_not_set_up_again(classroom):
    classroom.cell(WATCHING)
    _tools.free_tool_id(3)
    _tools.use_tool_id(3, "another")

    assert classroom.cell("sys.monitoring.get_events(3)")["value"]["text"] == "0"


@pytest.mark.parametrize("probe", ["calls", "log", "tables", "verdicts", "conditions", "factories", "tasks"])
def test_a_run_is_watched_beside_a_readers_tool_and_leaves_it(classroom, probe):
    classroom.cell(WATCHING)
    report = classroom.cell("heard.clear()\ndef here(): pass\nhere()\nlen(heard) > 0", probes=(probe,))

    assert report["value"]["text"] == "True"
    assert _taken() == [3]


@pytest.mark.parametrize("probe", ["calls", "log", "tables", "verdicts", "conditions", "factories", "tasks"])
def test_a_reader_who_takes_every_tool_away_has_an_answer_all_the_same(classroom, probe):
    taking = "import asyncio, sys\nfor tool in range(6): sys.monitoring.free_tool_id(tool)\n"
    using = "def here(number):\n    if number: return asyncio.run(asyncio.sleep(0, 7))\nhere(1)"
    report = classroom.cell(taking + using, probes=(probe,))

    assert (report["ended"], report["value"]["text"]) == ("ok", "7")
    assert probe in report["observed"]
    assert _taken() == []


@pytest.mark.parametrize("event", ["PY_START", "PY_RETURN", "PY_UNWIND"])
def test_a_tool_that_raises_in_our_own_code_is_taken_away(classroom, event):
    code = (
        WATCHING.replace("    heard", "    1 / 0\n    heard")
        .replace("(code, offset)", "(*where)")
        .replace("PY_START", event)
    )
    classroom.cell(code)
    after = classroom.cell("print('alive')")

    assert after["ended"] in ("ok", "raised")
    assert classroom.cell("1 + 1")["value"]["text"] == "2"


def test_where_no_tool_is_left_the_run_says_so(classroom):
    for number in (0, 2, 3, 4, 5):
        _tools.use_tool_id(number, "taken")

    with pytest.raises(NoToolError):
        classroom.cell("1", probes=("calls",))
    assert classroom.cell("1", probes=("tables",))["ended"] == "ok"
