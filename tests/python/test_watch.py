"""The probes of a run are started before it, stopped after it whatever happened, and only then asked."""

import sys
from types import ModuleType

import pytest

from classroom import watch


@pytest.fixture
def diary(monkeypatch):
    """What a probe named `diary` was told, in order."""
    told: list[str] = []

    class Probe(watch.Probe):
        def __init__(self, root, files):
            told.append(f"made for {', '.join(files)}")

        def start(self):
            told.append("start")

        def test_started(self, nodeid):
            told.append(f"begins {nodeid}")

        def pytest_runtest_call(self, item):
            told.append(f"calls {item.name}")

        def test_finished(self):
            told.append("ended")

        def stop(self):
            told.append("stop")

        def report(self):
            return {"told": list(told)}

    module = ModuleType("classroom.probes.diary")
    module.Probe = Probe
    monkeypatch.setitem(sys.modules, module.__name__, module)
    return told


def test_a_cell_is_watched_to_its_end(classroom, diary):
    report = classroom.cell("1 / 0", files={"rates.py": ""}, probes=("diary",))

    assert report["exception"]["type"] == "ZeroDivisionError"
    assert report["observed"] == {"diary": {"told": ["made for cell.py, rates.py", "start", "stop"]}}


def test_a_program_is_watched_until_it_ends_itself(classroom, diary):
    report = classroom.program({"main.py": "raise SystemExit"}, probes=("diary",))

    assert report["observed"]["diary"]["told"] == ["made for main.py", "start", "stop"]


def test_a_run_of_tests_tells_each_test_and_calls_its_hooks(classroom, diary):
    files = {"rates.py": "", "test_it.py": "def test_a(): pass\ndef test_b(): assert False\n"}
    report = classroom.tests(files, probes=["diary"])

    assert report["observed"]["diary"]["told"] == [
        "made for rates.py",
        "start",
        "begins test_it.py::test_a",
        "calls test_a",
        "ended",
        "begins test_it.py::test_b",
        "calls test_b",
        "ended",
        "stop",
    ]


def test_a_probe_that_cannot_start_stops_those_before_it(classroom, diary, monkeypatch):
    module = ModuleType("classroom.probes.broken")

    class Probe(watch.Probe):
        def start(self):
            raise OSError("no paper")

    module.Probe = Probe
    monkeypatch.setitem(sys.modules, module.__name__, module)

    with pytest.raises(OSError, match="no paper"), watch.Watch(["diary", "broken"], []):
        pass

    assert diary == ["made for ", "start", "stop"]


def test_who_asks_for_nothing_is_told_nothing(classroom):
    assert classroom.cell("1")["observed"] == {}


def test_a_probe_is_shown_what_a_cell_ends_with(classroom, monkeypatch):
    shown: list[object] = []

    class Probe(watch.Probe):
        def shown(self, value):
            shown.append(value)

    module = ModuleType("classroom.probes.viewer")
    module.Probe = Probe
    monkeypatch.setitem(sys.modules, module.__name__, module)

    classroom.cell("6 * 7", probes=("viewer",))
    classroom.cell("a = 1", probes=("viewer",))
    classroom.cell("1 / 0", probes=("viewer",))

    assert shown == [42, None]


def test_the_shapes_of_reports_are_no_part_of_a_run(classroom, diary):
    classroom.cell("1", probes=("diary",))

    assert "classroom.shapes" not in sys.modules
