"""A simulation's days are drawn from what the reader's own object tells, and what it tells wrongly is said in words."""

import pytest

from classroom.probes import incidents

DAY = {"day": 1, "rate": 0.02, "threshold": 0.05, "page": "none", "lost": 0, "notes": []}
GOOD = {"title": "Days", "seed": 7, "days": [DAY], "incidents": [], "signals": []}

CLASS = """class Days:
    def __init__(self, title="Days"):
        self.title = title

    def _repr_incidents_(self):
        return {"title": self.title, "seed": None, "days": [%r], "incidents": [], "signals": []}
""" % (DAY,)  # noqa: UP031


def titles(report):
    return [history["title"] for history in report["observed"]["incidents"]["histories"]]


class TestWhatIsDrawn:
    def test_of_a_cell_the_value_that_it_ends_with(self, classroom):
        report = classroom.cell(CLASS + "one = Days('one')\nDays('two')", probes=("incidents",))

        assert titles(report) == ["two"]
        assert report["observed"]["incidents"]["problem"] is None

    def test_of_a_cell_nothing_that_an_earlier_one_made(self, classroom):
        classroom.cell(CLASS + "one = Days('one')\none", probes=("incidents",))

        assert titles(classroom.cell("1 + 1", probes=("incidents",))) == []
        assert titles(classroom.cell("1 / 0", probes=("incidents",))) == []

    def test_of_a_list_each_up_to_four(self, classroom):
        report = classroom.cell(CLASS + "[Days(str(n)) for n in range(6)]", probes=("incidents",))

        assert titles(report) == ["0", "1", "2", "3"]
        assert report["observed"]["incidents"]["leftOut"] == 2

    def test_of_a_program_the_last_that_a_name_holds(self, classroom):
        files = {"main.py": CLASS + "one = Days('one')\ntwo = Days('two')\nthree = 3\n"}

        assert titles(classroom.program(files, probes=("incidents",))) == ["two"]

    def test_of_a_program_that_failed_what_it_had_by_then(self, classroom):
        files = {"main.py": CLASS + "one = Days('one')\n1 / 0\n"}

        assert titles(classroom.program(files, probes=("incidents",))) == ["one"]

    def test_a_class_is_no_history(self, classroom):
        assert titles(classroom.cell(CLASS + "Days", probes=("incidents",))) == []
        assert titles(classroom.program({"main.py": CLASS}, probes=("incidents",))) == []


def test_a_method_that_raises_is_told_with_its_line(classroom):
    report = classroom.cell(
        "class Days:\n    def _repr_incidents_(self):\n        return 1 / 0\nDays()", probes=("incidents",)
    )

    assert report["ended"] == "ok"
    assert report["observed"]["incidents"] == {
        "histories": [],
        "leftOut": 0,
        "problem": "_repr_incidents_ raised ZeroDivisionError: division by zero, in line 3 of cell.py.",
    }


def test_data_that_cannot_be_drawn_is_told(classroom):
    report = classroom.cell(
        "class Days:\n    def _repr_incidents_(self):\n        return []\nDays()", probes=("incidents",)
    )

    assert report["observed"]["incidents"]["problem"] == (
        "_repr_incidents_ of Days gave data that cannot be drawn: it is [], and not a dictionary."
    )


def test_a_history_keeps_its_shape():
    assert incidents.history(GOOD) == GOOD


def test_long_text_is_cut():
    assert len(incidents.history({**GOOD, "title": "x" * 500})["title"]) == incidents.TEXT_LIMIT


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"days": []}, "days is empty"),
        ({"days": None}, "days of it is None, and not a list"),
        ({"days": [DAY, DAY]}, "day 1 comes after day 1"),
        ({"days": [DAY] * 401}, "has 401 entries, and 400 can be drawn"),
        ({"days": [{**DAY, "rate": 1.5}]}, "rate of day 1 is 1.5, and not a share from 0 to 1"),
        ({"days": [{**DAY, "rate": float("nan")}]}, "rate of day 1 is nan, and not a share"),
        ({"days": [{**DAY, "rate": True}]}, "rate of day 1 is True, and not a share"),
        ({"days": [{**DAY, "threshold": "5 %"}]}, "threshold of day 1 is '5 %', and not a share"),
        ({"days": [{**DAY, "page": "loud"}]}, "page of day 1 is 'loud', and not one of none, heeded, unheeded"),
        ({"days": [{**DAY, "page": []}]}, r"page of day 1 is \[\], and not one of"),
        ({"days": [{**DAY, "lost": -1}]}, "lost of day 1 is -1, and not a whole number of 0 or more"),
        ({"days": [{**DAY, "lost": 1.5}]}, "lost of day 1 is 1.5, and not a whole number"),
        ({"days": [{**DAY, "notes": "none"}]}, "notes of day 1 is 'none', and not a list"),
        ({"days": [{**DAY, "notes": [1]}]}, "a note of day 1 is 1, and no text"),
        ({"days": [3]}, "day 1 is 3, and not a dictionary"),
        ({"title": None}, "title of it is None, and no text"),
        ({"seed": "7"}, "seed of it is '7', and not a whole number"),
        ({"incidents": [{"from": 1, "to": 2, "says": ""}]}, "incident 1 goes from day 1 to day 2, which does not lie"),
        ({"incidents": [{"from": 2, "to": 1, "says": ""}]}, "incident 1 goes from day 2 to day 1"),
        ({"signals": [{"name": "rows"}]}, "falseAlarms of signal 1 is None"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(change, says):
    with pytest.raises(incidents.Wrong, match=says):
        incidents.history({**GOOD, **change})
