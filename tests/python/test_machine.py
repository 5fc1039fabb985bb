"""A developer's machine: what lies there is there for the tests, is told, and is no part of the project."""

import pytest

from classroom import project

MACHINE = {
    "file": "developer.py",
    "source": """import os, sqlite3
museum = sqlite3.connect("museum.db")
museum.execute("create table rooms (name text)")
museum.execute("insert into rooms values ('north')")
museum.commit()
os.makedirs("dumps/2019")
open("dumps/2019/rooms.sql", "w").close()
os.environ["MUSEUM"] = "south"
""",
}
SUITE = """import os
import sqlite3


def test_rooms():
    rooms = sqlite3.connect("museum.db").execute("select name from rooms").fetchall()
    assert rooms == [("north",)]


def test_setting():
    assert os.environ["MUSEUM"] == "south"
"""


def outcomes(report):
    return [test["outcome"] for test in report["tests"]]


def test_a_suite_finds_what_the_developer_has(classroom):
    report = classroom.tests(SUITE, machine=MACHINE)

    assert outcomes(report) == ["passed", "passed"]
    assert report["machine"] == ["dumps/2019/rooms.sql", "museum.db", "$MUSEUM"]
    assert report["left"] == []


def test_a_fresh_machine_has_none_of_it(classroom):
    report = classroom.tests(SUITE)

    assert outcomes(report) == ["failed", "failed"]
    assert report["machine"] == []
    # sqlite makes the file that it is asked for, and says nothing.
    assert report["left"] == ["museum.db"]


def test_the_script_itself_does_not_lie_there(classroom):
    report = classroom.tests(
        "import pytest\ndef test_a():\n    with pytest.raises(ImportError): import developer\n",
        machine=MACHINE,
    )
    assert outcomes(report) == ["passed"]


def test_what_it_prints_is_not_the_suites(classroom):
    classroom.tests("def test_a(): pass", machine={"file": "developer.py", "source": "print('made')"})

    assert classroom.printed() == ""


def test_a_machine_may_not_change_the_project(classroom):
    machine = {"file": "developer.py", "source": "open('test_it.py', 'a').write('# mine')"}

    with pytest.raises(ValueError, match=r"developer\.py has changed test_it\.py"):
        classroom.tests("def test_a(): pass", machine=machine)


def test_it_runs_in_the_folder_of_the_project(classroom):
    machine = {"file": "developer.py", "source": "import os; os.environ['WHERE'] = os.getcwd()"}
    report = classroom.tests(
        f"import os\ndef test_a(): assert os.environ['WHERE'] == {str(project.ROOT)!r}\n", machine=machine
    )
    assert outcomes(report) == ["passed"]
