"""Values as a notebook shows them."""

import sqlite3

import pytest

from classroom.rich import TABLE_ROWS, VALUE_LIMIT, rich


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (42, "42"),
        ("a", "'a'"),
        ({"b": 1, "a": 2}, "{'b': 1, 'a': 2}"),
        ([], "[]"),
        ([{}], "[{}]"),
        (range(3), "range(0, 3)"),
    ],
)
def test_text_is_the_repr(value, text):
    assert rich(value) == {"kind": "text", "text": text}


def test_none_shows_nothing():
    assert rich(None) is None


def test_long_text_is_cut_and_says_so():
    text = rich("x" * 5_000_000)["text"]

    assert len(text) == VALUE_LIMIT
    assert text.endswith("... (cut: 5,000,002 characters in all)")


def test_a_repr_that_raises_is_told():
    class Broken:
        def __repr__(self):
            raise ValueError

    assert rich(Broken()) == {"kind": "text", "text": "<Broken object whose __repr__ raises ValueError>"}


class TestTable:
    def test_of_dicts_with_the_same_keys(self):
        value = rich([{"name": "Ada", "rate": 3}, {"name": "Bo", "rate": None}])

        assert value["kind"] == "table"
        assert value["columns"] == ["name", "rate"]
        assert value["rows"] == [["Ada", "3"], ["Bo", "None"]]
        assert value["total"] == 2

    @pytest.mark.parametrize("value", [[{"a": 1}, {"b": 1}], [{"a": 1}, 2], [{}, {}], ({"a": 1},)])
    def test_is_not_made_of_anything_else(self, value):
        assert rich(value)["kind"] == "text"

    def test_shows_the_first_rows_and_counts_all(self):
        value = rich([{"n": n} for n in range(5_000)])

        assert len(value["rows"]) == TABLE_ROWS
        assert value["total"] == 5_000

    def test_of_a_cursor(self):
        cursor = sqlite3.connect(":memory:").execute("select 1 as one, 'b' as two")

        assert rich(cursor) == {
            "kind": "table",
            "columns": ["one", "two"],
            "rows": [["1", "b"]],
            "total": 1,
            "omittedColumns": 0,
            "text": "[(1, 'b')]",
        }

    def test_of_rows_that_know_their_columns(self):
        connection = sqlite3.connect(":memory:")
        connection.row_factory = sqlite3.Row

        assert rich(connection.execute("select 1 as one").fetchall())["columns"] == ["one"]

    def test_of_a_cursor_without_rows_to_give_is_text(self):
        assert rich(sqlite3.connect(":memory:").execute("create table t (a)"))["kind"] == "text"


class TestMarkup:
    def test_is_what_the_object_makes_of_itself(self):
        class Drawing:
            def __repr__(self):
                return "drawing"

            def _repr_svg_(self):
                return "<svg/>"

            def _repr_html_(self):
                return "<b/>"

        assert rich(Drawing()) == {"kind": "svg", "markup": "<svg/>", "text": "drawing"}
        assert rich(Drawing)["kind"] == "text"

    def test_falls_back_to_text_where_it_fails(self):
        class Drawing:
            def __repr__(self):
                return "drawing"

            def _repr_html_(self):
                raise ValueError("no ink")

        assert rich(Drawing()) == {"kind": "text", "text": "drawing\n(_repr_html_ raised ValueError: no ink)"}


def test_a_wide_table_tells_how_many_columns_it_leaves_out():
    shown = rich([{f"c{n}": n for n in range(5_000)} for _ in range(200)])

    assert (len(shown["columns"]), shown["omittedColumns"], shown["total"]) == (100, 4_900, 200)
    assert {len(row) for row in shown["rows"]} == {100}
    assert sum(map(len, shown["rows"])) <= 4_000


def test_a_drawing_that_is_too_large_says_so_and_shows_the_text():
    class Drawing:
        def __repr__(self):
            return "a drawing"

        def _repr_svg_(self):
            return "<svg>" + "x" * 1_000_000

    assert rich(Drawing()) == {
        "kind": "text",
        "text": "a drawing\n(_repr_svg_ is not drawn: it made 1,000,005 characters, and at most 500,000 are drawn)",
    }
