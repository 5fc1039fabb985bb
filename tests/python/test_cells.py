"""Cells and programs: what they share, what they print and read, and how they end."""

import pytest


class TestCell:
    def test_shows_the_value_of_a_last_expression(self, classroom):
        report = classroom.cell("6 * 7")

        assert report["ended"] == "ok"
        assert report["value"] == {"kind": "text", "text": "42"}
        assert report["exception"] is None

    @pytest.mark.parametrize(
        "code", ["", "# nothing\n", "x = 1", "None", "6 * 7;", "6 * 7 ; # quiet", "print('out')"]
    )
    def test_shows_no_value_where_there_is_none(self, classroom, code):
        assert classroom.cell(code)["value"] is None

    def test_shares_names_with_the_cells_before(self, classroom):
        classroom.cell("rate = 3\n'kept'")

        assert classroom.cell("rate, _")["value"]["text"] == "(3, 'kept')"

    def test_lines_of_an_earlier_cell_stand_in_a_traceback(self, classroom):
        classroom.cell("def half(n):\n    return n / 0\n", filename="half.py")

        exception = classroom.cell("half(3)", filename="use.py")["exception"]

        assert [(frame["file"], frame["line"], frame["source"]) for frame in exception["frames"]] == [
            ("use.py", 1, "half(3)"),
            ("half.py", 2, "return n / 0"),
        ]

    def test_a_file_that_the_cell_has_no_more_is_gone(self, classroom):
        classroom.cell("import rates", files={"rates.py": "RATE = 1", "data/a.txt": "a"}, id="one")
        classroom.cell("import other", files={"other.py": ""}, id="two")

        report = classroom.cell("import rates", files={"data/a.txt": "a"}, id="one")

        assert report["exception"]["type"] == "ModuleNotFoundError"
        assert classroom.cell("open('data/a.txt').read()", id="three")["value"]["text"] == "'a'"
        assert classroom.cell("import other", id="three")["ended"] == "ok"

    def test_a_file_that_another_cell_has_too_stays(self, classroom):
        for id in ("one", "two"):
            classroom.cell("import rates", files={"rates.py": "RATE = 1"}, id=id)

        assert classroom.cell("import rates", files={}, id="one")["ended"] == "ok"
        report = classroom.cell("import rates", files={}, id="two")
        assert report["exception"]["type"] == "ModuleNotFoundError"

    def test_imports_an_edited_file_afresh(self, classroom):
        assert (
            classroom.cell("import rates; rates.RATE", files={"rates.py": "RATE = 1"})["value"]["text"] == "1"
        )
        assert (
            classroom.cell("import rates; rates.RATE", files={"rates.py": "RATE = 2"})["value"]["text"] == "2"
        )

    def test_imports_an_edited_package_afresh(self, classroom):
        files = {"bank/__init__.py": "", "bank/rates.py": "RATE = 1"}
        classroom.cell("from bank.rates import RATE", files=files)
        report = classroom.cell(
            "from bank.rates import RATE; RATE", files={**files, "bank/rates.py": "RATE = 2"}
        )

        assert report["value"]["text"] == "2"

    def test_keeps_a_module_whose_file_stays(self, classroom):
        files = {"bank.py": "class Account: pass"}
        classroom.cell("from bank import Account\naccount = Account()", files=files)

        report = classroom.cell("from bank import Account\nisinstance(account, Account)", files=files)

        assert report["value"]["text"] == "True"

    def test_refuses_a_file_outside_the_project(self, classroom):
        with pytest.raises(ValueError, match="outside the project"):
            classroom.cell("1", files={"../escape.py": ""})

    def test_pickles_and_data_classes_find_their_module(self, classroom):
        code = (
            "import pickle\nfrom dataclasses import dataclass\n@dataclass\nclass Loan:\n    rate: int\n"
            "pickle.loads(pickle.dumps(Loan(3)))"
        )

        assert classroom.cell(code)["value"]["text"] == "Loan(rate=3)"

    def test_gives_a_warning_again_when_it_is_run_again(self, classroom):
        classroom.cell(
            "import warnings\nwarnings.simplefilter('default')\nwarnings.showwarning = lambda message, *_: print(message)"
        )
        for _ in range(2):
            classroom.cell("warnings.warn('old')")
            assert classroom.printed() == "old\n"


class TestEnd:
    def test_of_a_cell_that_exits(self, classroom):
        assert classroom.cell("import sys; sys.exit()")["ended"] == "exited"

    def test_of_a_cell_that_exits_with_a_message(self, classroom):
        assert classroom.cell("raise SystemExit('no rates today')")["ended"] == "exited"
        assert classroom.printed("stderr") == "no rates today\n"

    def test_of_a_cell_that_is_stopped(self, classroom):
        report = classroom.cell("x = 1\nraise KeyboardInterrupt")

        assert report["ended"] == "interrupted"
        assert report["exception"]["at"]["line"] == 2

    def test_of_an_endless_recursion(self, classroom):
        report = classroom.cell("def f():\n    f()\nf()")

        assert report["exception"]["type"] == "RecursionError"
        assert len(report["exception"]["frames"]) == 20
        assert classroom.cell("1 + 1")["value"]["text"] == "2"

    def test_the_readers_own_excepthook_speaks(self, classroom):
        classroom.cell("import sys\nsys.excepthook = lambda *error: print('hook', error[0].__name__)\n1 / 0")

        assert classroom.printed() == "hook ZeroDivisionError\n"


class TestOutput:
    def test_comes_as_it_is_written(self, classroom):
        classroom.cell("print('ä', end='')\nimport sys\nprint('oh', file=sys.stderr)\nprint(1, 2)")

        assert classroom.printed() == "ä1 2\n"
        assert classroom.printed("stderr") == "oh\n"

    def test_keeps_the_order_of_lines_of_both_streams(self, classroom):
        classroom.cell("import sys\nprint(1)\nprint(2, file=sys.stderr)\nprint(3)")

        assert "".join(event["text"] for event in classroom.events) == "1\n2\n3\n"

    def test_bytes_go_the_same_way(self, classroom):
        classroom.cell("import sys\nsys.stdout.buffer.write('é'.encode())\nsys.stdout.flush()")

        assert classroom.printed() == "é"

    def test_a_closed_or_missing_stream_comes_back_with_the_next_run(self, classroom):
        classroom.cell("import sys\nsys.stdout.close()\nsys.stderr = None")
        classroom.cell("print('back')")

        assert classroom.printed() == "back\n"

    def test_a_handler_of_an_earlier_cell_still_writes(self, classroom):
        classroom.cell(
            "import logging\nlog = logging.getLogger('cell')\nlog.addHandler(logging.StreamHandler())"
        )
        classroom.cell("log.warning('dry')")

        assert classroom.printed("stderr") == "dry\n"


class TestInput:
    def test_reads_the_prepared_lines_and_echoes_them(self, classroom):
        report = classroom.cell("name = input('Name: ')\nname", stdin=("Ada",))

        assert report["value"]["text"] == "'Ada'"
        assert classroom.printed() == "Name: Ada\n"

    def test_tells_how_many_lines_there_were(self, classroom):
        exception = classroom.cell("input()\ninput()\ninput()", stdin=("a", "b"))["exception"]

        assert exception["type"] == "EOFError"
        assert exception["friendly"] == (
            "The program asked for 3 lines, but 2 lines of input were prepared. "
            "Write what it is to read below the code."
        )

    def test_tells_that_there_was_none(self, classroom):
        friendly = classroom.cell("input()")["exception"]["friendly"]

        assert friendly == (
            "The program asked for 1 line, but no line of input was prepared. "
            "Write what it is to read below the code."
        )

    def test_can_be_read_to_the_end_and_by_line(self, classroom):
        assert (
            classroom.cell("import sys\nsys.stdin.read()", stdin=("a", "b"))["value"]["text"] == r"'a\nb\n'"
        )
        assert (
            classroom.cell("import sys\nlist(sys.stdin)", stdin=("a", "b"))["value"]["text"]
            == r"['a\n', 'b\n']"
        )


class TestProgram:
    def test_runs_as_main(self, classroom):
        report = classroom.program(
            {
                "main.py": "import sys, helper\nif __name__ == '__main__':\n    print(helper.WHO, sys.argv)",
                "helper.py": "WHO = 'x'",
            }
        )

        assert report == {
            "ended": "ok",
            "value": None,
            "exception": None,
            "cut": [],
            "observed": {},
            "seconds": report["seconds"],
        }
        assert classroom.printed() == "x ['main.py']\n"

    def test_begins_with_no_names_of_a_run_before(self, classroom):
        classroom.program({"main.py": "left = 1"})

        assert classroom.program({"main.py": "left"})["exception"]["type"] == "NameError"

    def test_finds_modules_beside_itself_and_its_own_file(self, classroom):
        files = {"app/main.py": "import helper, os\nprint(os.path.basename(__file__))", "app/helper.py": ""}

        assert classroom.program(files, entry="app/main.py")["ended"] == "ok"
        assert classroom.printed() == "main.py\n"

    def test_reports_its_own_frames_alone(self, classroom):
        exception = classroom.program({"main.py": "import json\njson.loads('{')"})["exception"]

        assert exception["type"] == "json.decoder.JSONDecodeError"
        assert [frame["file"] for frame in exception["frames"]] == ["main.py"]
        assert exception["full"].startswith(
            'Traceback (most recent call last):\n  File "main.py", line 2, in <module>\n'
        )

    def test_that_cannot_be_read_tells_the_place(self, classroom):
        exception = classroom.program({"main.py": "x = 1\ny = (2\n"})["exception"]

        assert exception["type"] == "SyntaxError"
        assert exception["at"] == {
            "file": "main.py",
            "line": 2,
            "column": 4,
            "endLine": None,
            "endColumn": None,
        }


ZONES = """
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones
noon = datetime(2026, 7, 1, 12, tzinfo=ZoneInfo("Europe/Berlin"))
try:
    ZoneInfo("Europe/Atlantis")
except ZoneInfoNotFoundError as error:
    missing = str(error)
read = 0
for name in available_timezones():
    read += ZoneInfo(name).utcoffset(noon) is not None
noon.utcoffset() == timedelta(hours=2), read > 590, ZoneInfo("US/Pacific").tzname(noon), missing
"""


def test_all_time_zones_are_there_and_no_message_names_a_loader(classroom):
    assert classroom.cell(ZONES)["value"]["text"] == (
        "(True, True, 'PDT', \"'No time zone found with key Europe/Atlantis'\")"
    )


@pytest.mark.parametrize("name", ["numpy", "turtle", "test", "pydoc_data", "micropip", "requests"])
def test_a_module_that_is_not_there_is_told_without_a_loader(classroom, name):
    exception = classroom.cell(f"import {name}")["exception"]

    assert exception["message"] == f"No module named '{name}'"
    assert exception["friendly"].startswith(f"There is no module {name}: ")
