"""No value of a reader's, however large, crosses to the page as it is."""

import json

import pytest

from classroom.bounds import TEXT, WHOLE, bounded

HUGE = 5_000_000


def test_what_is_small_stays_as_it_is():
    report = {"ended": "ok", "value": {"kind": "text", "text": "x"}, "seconds": 0.5, "lines": [1, 2, None]}

    assert bounded(report) == report


def test_a_text_that_is_cut_says_how_long_it_was():
    cut = bounded({"reason": "x" * HUGE})["reason"]

    assert cut.endswith("x... (cut: 5,000,000 characters in all)")
    assert len(cut) == TEXT


def test_what_was_cut_is_not_cut_once_more_and_says_its_true_length(classroom):
    value = classroom.cell('"x" * 5_000_000')["value"]

    assert value["text"].endswith("x... (cut: 5,000,002 characters in all)")
    assert bounded({"value": value}) == {"value": value}


def test_the_whole_traceback_is_there_on_demand():
    assert bounded({"exception": {"full": "x" * HUGE}})["exception"]["full"] == "x" * HUGE


def test_many_large_ones_share_what_there_is():
    tests = [{"exception": {"full": "x" * HUGE}} for _ in range(100)]

    assert len(json.dumps(bounded({"tests": tests}))) < WHOLE + 100 * (TEXT + 200)


def test_a_line_of_a_traceback_is_cut_and_a_module_is_not():
    frames = bounded({"frames": [{"source": "x" * HUGE}], "files": {"a.py": {"source": "y" * HUGE}}})

    assert len(frames["frames"][0]["source"]) < 1_100
    assert len(frames["files"]["a.py"]["source"]) == HUGE


@pytest.mark.parametrize(
    ("what", "code"),
    [
        ("a message", 'raise ValueError("x" * 5_000_000)'),
        ("a class's name", 'raise type("x" * 5_000_000, (Exception,), {})()'),
        ("a note", 'e = ValueError()\ne.add_note("x" * 5_000_000)\nraise e'),
        ("a key", 'raise KeyError("x" * 5_000_000)'),
        ("a name", 'eval("x" * 200_000)'),
    ],
)
def test_an_exception_is_small_but_for_its_whole_traceback(classroom, what, code):
    exception = classroom.cell(code)["exception"]

    assert len(json.dumps({**exception, "full": ""})) < 40_000


@pytest.mark.parametrize(
    "code",
    [
        'class A:\n    def __repr__(self): return "y" * 5_000_000\nA()',
        '[{"c" * 5_000_000: n} for n in range(3)]',
        "[{f'c{n}': n for n in range(5_000)} for _ in range(200)]",
        '[{"a": n, "b": "x" * 300} for n in range(100_000)]',
        'import sqlite3\nsqlite3.connect(":memory:").execute(f"select 1 as {chr(99) * 900_000}")',
    ],
)
def test_a_value_is_small(classroom, code):
    report = classroom.cell(code)

    assert report["ended"] == "ok"
    assert len(json.dumps(report)) < 250_000


def test_a_comparison_of_huge_values_is_small_but_for_its_whole_traceback(classroom):
    report = classroom.tests('def test_it():\n    assert "a" * 3_000_000 == "b" * 3_000_000')
    result = report["tests"][0]
    result["exception"]["full"] = ""

    assert len(json.dumps(result)) < 100_000


def test_events_are_bounded_too(classroom):
    classroom.tests('import logging\ndef test_it():\n    logging.error("x" * 5_000_000)\n    assert 0')

    assert max(len(json.dumps(event)) for event in classroom.events) < WHOLE + 100_000
