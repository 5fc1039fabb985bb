"""The probe that tells which lines ran and which exceptions came through them."""

import sys

MUSEUM = """\
def record(thing):
    return thing.name


def unused():
    return 1
"""


def verdicts(report):
    return report["observed"]["verdicts"]["files"]


def test_lines_that_ran_and_those_that_did_not(classroom):
    files = verdicts(classroom.cell("import museum\n", files={"museum.py": MUSEUM}, probes=("verdicts",)))

    assert files["museum.py"] == {"source": MUSEUM, "ran": [1, 5], "raised": []}
    assert files["cell.py"]["ran"] == [1]


def test_one_exception_has_one_number_on_every_line_that_it_comes_through(classroom):
    code = "from museum import record\ntry:\n    record(3)\nexcept AttributeError:\n    pass\ntry:\n    record(4)\nexcept AttributeError:\n    pass\n"
    files = verdicts(classroom.cell(code, files={"museum.py": MUSEUM}, probes=("verdicts",)))

    message = "'int' object has no attribute 'name'"
    assert files["museum.py"]["raised"] == [
        {"line": 2, "type": "AttributeError", "message": message, "errors": [0, 1]}
    ]
    assert [(seen["line"], seen["errors"]) for seen in files["cell.py"]["raised"]] == [(3, [0]), (7, [1])]


def test_the_second_run_of_a_cell_tells_what_the_first_did(classroom):
    first, second = (
        verdicts(classroom.cell("import museum\n", files={"museum.py": MUSEUM}, probes=("verdicts",)))
        for _ in range(2)
    )

    assert second == first


def test_an_exception_that_ends_the_run_is_told_too(classroom):
    report = classroom.cell("x = 1\nx.name\n", probes=("verdicts",))

    assert report["ended"] == "raised"
    assert verdicts(report)["cell.py"]["raised"][0]["line"] == 2


def test_the_end_of_a_loop_and_of_the_program_are_no_verdict(classroom):
    report = classroom.cell("for x in iter([1]):\n    pass\nraise SystemExit\n", probes=("verdicts",))

    assert verdicts(report)["cell.py"]["raised"] == []


def test_a_message_that_cannot_be_made_hides_nothing(classroom):
    code = "class Odd(Exception):\n    def __str__(self):\n        raise ValueError\n\ntry:\n    raise Odd\nexcept Odd:\n    pass\n"
    (seen, *_) = [
        seen
        for seen in verdicts(classroom.cell(code, probes=("verdicts",)))["cell.py"]["raised"]
        if seen["line"] == 6
    ]

    assert seen["message"] == "<this exception's __str__ raises an exception>"


def test_tests_are_watched_with_their_files(classroom):
    suite = "import pytest\nfrom museum import record\n\n\ndef test_refuses():\n    with pytest.raises(AttributeError):\n        record(3)\n"
    files = verdicts(classroom.tests({"museum.py": MUSEUM, "test_museum.py": suite}, probes=["verdicts"]))

    assert [seen["line"] for seen in files["test_museum.py"]["raised"]] == [7]
    assert files["museum.py"]["ran"] == [1, 2, 5]


def test_a_long_file_is_left_out_and_named(classroom):
    report = classroom.cell(
        "import long\n", files={"long.py": f"x = 1  # {100_000 * 'x'}\n"}, probes=("verdicts",)
    )

    assert report["observed"]["verdicts"]["left"] == ["long.py"]


def test_leaves_no_tool_behind(classroom):
    before = [sys.monitoring.get_tool(tool) for tool in range(6)]
    classroom.cell("1 / 0\n", probes=("verdicts",))

    assert [sys.monitoring.get_tool(tool) for tool in range(6)] == before
