"""The whole of what is shown in part: what is kept of a cell's last run, for how long, and what its file holds."""

import csv
import io
import json

import pytest

from classroom import bridge, whole
from classroom.whole import Wholes, of_table, of_text


@pytest.fixture
def saved(classroom):
    """What the file of the first thing that a report has cut holds."""

    def text_of(report):
        return bridge.call("whole", json.dumps({"kept": report["cut"][0]["kept"]}))

    return text_of


def cut_of(report):
    return [(one["what"], one["form"], one["size"]) for one in report["cut"]]


class TestCell:
    @pytest.mark.parametrize(
        "code", ["'short'", "[{'n': 1}]", "list(range(1_000))", "print('x' * 1_000_000)", "1 / 0"]
    )
    def test_keeps_nothing_of_what_is_shown_whole(self, classroom, code):
        assert classroom.cell(code)["cut"] == []

    def test_a_long_value_can_be_had(self, classroom, saved):
        report = classroom.cell("list(range(100_000))")

        assert cut_of(report) == [("value", "text", len(str(list(range(100_000)))))]
        assert saved(report) == str(list(range(100_000)))

    def test_a_long_value_is_had_as_it_was(self, classroom, saved):
        report = classroom.cell("numbers = list(range(100_000))\nnumbers")
        classroom.cell("numbers.clear()", id="other")

        assert saved(report).endswith("99998, 99999]")

    def test_a_table_has_all_its_rows_and_columns(self, classroom, saved):
        report = classroom.cell("[{'name': f'No. {n}', 'rate': n / 2, 'left': None} for n in range(5_000)]")

        rows = list(csv.reader(io.StringIO(saved(report))))
        assert cut_of(report) == [("value", "csv", 5_000)]
        assert len(rows) == 5_001
        assert rows[0] == ["name", "rate", "left"]
        assert rows[-1] == ["No. 4999", "2499.5", ""]

    def test_a_table_is_had_as_it_was(self, classroom, saved):
        report = classroom.cell("rows = [{'n': n} for n in range(300)]\nrows")
        classroom.cell("rows[299]['n'] = 0", id="other")

        assert saved(report).splitlines()[-1] == "299"

    @pytest.mark.parametrize(
        "code",
        [
            "[{f'c{n}': n for n in range(150)}]",
            "[{'long': 'x' * 300}]",
            "[{'long': list(range(300))}]",
            "[{'n' * 300: 1}]",
            "import sqlite3\nsqlite3.connect(':memory:').execute('select 1 as one, printf(\"%300s\", 2) as two')",
        ],
    )
    def test_a_table_that_is_cut_in_another_way_can_be_had(self, classroom, code):
        assert [(what, form) for what, form, _ in cut_of(classroom.cell(code))] == [("value", "csv")]

    @pytest.mark.parametrize("kind", ["svg", "html"])
    def test_markup_that_is_too_large_can_be_had(self, classroom, saved, kind):
        report = classroom.cell(
            f"class Drawing:\n    def _repr_{kind}_(self):\n        return '<p>' * 200_000\nDrawing()"
        )

        assert cut_of(report) == [("value", kind, 600_000)]
        assert saved(report) == "<p>" * 200_000

    def test_a_message_that_is_too_long_for_the_traceback_can_be_had(self, classroom, saved):
        report = classroom.cell("raise ValueError('x' * 7_000_000 + 'end')")

        assert [(what, form) for what, form, _ in cut_of(report)] == [("traceback", "text")]
        assert saved(report).endswith("xend")

    def test_lets_go_of_it_as_the_cell_runs_again(self, classroom, saved):
        first = classroom.cell("list(range(100_000))")
        classroom.cell("1")

        assert saved(first) == ""

    def test_keeps_it_while_other_cells_run(self, classroom, saved):
        first = classroom.cell("'x' * 300_000")
        classroom.cell("'y' * 300_000", id="other")

        assert saved(first) == repr("x" * 300_000)

    def test_does_not_know_a_number_of_another_interpreter(self, classroom):
        assert bridge.call("whole", '{"kept": 1}') == ""

    def test_a_table_of_things_that_cannot_be_written_says_so_in_their_place(self, classroom, saved):
        report = classroom.cell(
            "class Broken:\n    def __repr__(self): return 'b'\n    def __str__(self): raise OSError\n"
            "[{'a': Broken(), 'b': True} for _ in range(300)]"
        )

        assert saved(report).splitlines()[1] == "<Broken object whose __str__ raises OSError>,True"

    def test_is_written_by_what_no_cell_can_replace(self, classroom, saved):
        report = classroom.cell("[{'a': n} for n in range(300)]")
        classroom.cell("import _csv, csv\n_csv.writer = csv.writer = None", id="other")

        assert len(saved(report).splitlines()) == 301


def test_a_program_says_what_is_cut_and_keeps_nothing(classroom):
    report = classroom.program({"main.py": "raise ValueError('x' * 7_000_000)"})

    assert [(one["what"], one["kept"]) for one in report["cut"]] == [("traceback", None)]


class TestMemory:
    def test_the_oldest_goes_where_all_together_are_too_much(self):
        wholes = Wholes()
        size = whole.LIMIT // 3
        keys = [wholes.keep(cell, "value", of_text(cell * size))["kept"] for cell in "abcd"]

        assert [wholes.text(key)[:1] for key in keys] == ["", "", "c", "d"]

    def test_what_is_too_large_by_itself_is_not_kept_and_drives_nothing_out(self):
        wholes = Wholes()
        small = wholes.keep("a", "value", of_text("small"))
        large = wholes.keep("b", "value", of_text("x" * (whole.LIMIT + 1)))

        assert large == {"what": "value", "form": "text", "size": whole.LIMIT + 1, "kept": None}
        assert wholes.text(small["kept"]) == "small"

    def test_texts_in_a_table_count(self):
        long = "x" * (whole.LIMIT // 2)

        assert Wholes().keep("a", "value", of_table(["a"], [(long,), (long,)]))["kept"] is None
