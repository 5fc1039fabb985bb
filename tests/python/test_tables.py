"""The probe `tables` sees the databases that a run has open, however and whenever they were opened, and changes nothing."""

import sqlite3

import pytest

from classroom import connections


@pytest.fixture(autouse=True)
def nothing_open():
    """Tests share an interpreter, which readers do not."""
    for connection, _ in connections.alive():
        connection.close()


SHOP = """
import sqlite3
con = sqlite3.connect({where!r})
con.executescript('''
    CREATE TABLE customer (id INTEGER PRIMARY KEY, name TEXT NOT NULL, country TEXT DEFAULT 'GB');
    CREATE TABLE "order" (number TEXT PRIMARY KEY, customer_id INTEGER REFERENCES customer, total REAL);
    INSERT INTO customer (name) VALUES ('Ada'), ('Bo');
    INSERT INTO "order" VALUES ('A-1', 2, 9.5), ('A-2', NULL, 1), ('A-3', 7, 2);
''')
"""


def shop(where=":memory:"):
    return SHOP.format(where=where)


def watched(room, code, **more):
    report = room.cell(code, probes=("tables",), **more)
    assert report["ended"] == "ok", report["exception"]
    return report["observed"]["tables"]["databases"]


def only(databases):
    (database,) = databases
    assert database["trouble"] is None
    return {table["name"]: table for table in database["tables"]}


def rows(table):
    return [(row["state"], *(value["text"] for value in row["values"])) for row in table["rows"]]


def counts(table):
    return {key: table[key] for key in ("total", "added", "changed", "removed")}


def test_columns_keys_and_rows_of_a_database_in_memory(classroom):
    (database,) = watched(classroom, shop())
    tables = only([database])

    assert (database["name"], database["inMemory"], database["isOpen"]) == (":memory:", True, True)
    assert database["at"] == {"file": "cell.py", "line": 3}
    assert list(tables) == ["customer", "order"]
    assert [column["name"] for column in tables["customer"]["columns"]] == ["id", "name", "country"]
    assert tables["customer"]["columns"][0]["primaryKey"]
    assert tables["customer"]["columns"][1] == {
        "name": "name",
        "type": "TEXT",
        "notNull": True,
        "primaryKey": False,
        "default": None,
        "isNew": False,
    }
    assert rows(tables["customer"]) == [("added", "1", "Ada", "GB"), ("added", "2", "Bo", "GB")]


def test_a_foreign_key_leads_to_its_row_or_says_that_there_is_none(classroom):
    orders = only(watched(classroom, shop()))["order"]

    assert orders["foreignKeys"] == [{"columns": ["customer_id"], "table": "customer", "to": []}]
    assert [row["references"] for row in orders["rows"]] == [
        [{"to": "row", "key": "2"}],
        [{"to": "null", "key": None}],
        [{"to": "nothing", "key": None}],
    ]


def test_what_the_last_run_did_to_the_rows_of_an_earlier_cell(classroom):
    classroom.cell(shop("shop.db"))
    tables = only(
        watched(
            classroom,
            "con.execute(\"UPDATE customer SET country = 'FR' WHERE name = 'Ada'\")\n"
            "con.execute(\"DELETE FROM customer WHERE name = 'Bo'\")\n"
            "con.execute(\"INSERT INTO customer (name) VALUES ('Cy')\")\n"
            "con.commit()",
        )
    )

    assert counts(tables["customer"]) == {"total": 2, "added": 0, "changed": 2, "removed": 0}
    assert counts(tables["order"]) == {"total": 3, "added": 0, "changed": 0, "removed": 0}
    assert [value and value["text"] for value in tables["customer"]["rows"][0]["was"]] == [None, None, "GB"]
    assert tables["customer"]["state"] == "same"


def test_rows_added_and_removed_stand_in_order(classroom):
    classroom.cell(shop())
    tables = only(
        watched(classroom, "con.execute(\"DELETE FROM customer WHERE id = 1\")\n"
        "con.execute(\"INSERT INTO customer VALUES (3, 'Cy', NULL)\")\ncon.commit()")
    )  # fmt: skip

    assert rows(tables["customer"]) == [
        ("removed", "1", "Ada", "GB"),
        ("same", "2", "Bo", "GB"),
        ("added", "3", "Cy", "NULL"),
    ]
    assert [row["at"] for row in tables["customer"]["rows"]] == [None, 1, 2]


def test_a_column_and_a_table_that_are_new_or_gone(classroom):
    classroom.cell(shop())
    tables = only(
        watched(
            classroom, 'con.executescript(\'ALTER TABLE customer ADD email TEXT; DROP TABLE "order"; CREATE TABLE note (text)\')'
        )
    )  # fmt: skip

    assert [column["isNew"] for column in tables["customer"]["columns"]] == [False, False, False, True]
    assert counts(tables["customer"])["changed"] == 0
    assert {name: table["state"] for name, table in tables.items()} == {
        "customer": "same",
        "note": "added",
        "order": "removed",
    }
    assert counts(tables["order"]) == {"total": 0, "added": 0, "changed": 0, "removed": 3}


@pytest.mark.parametrize(
    "closing", ["con.close()", "import contextlib\nwith contextlib.closing(con): pass", "del con"]
)
def test_a_database_in_memory_that_was_closed_or_dropped(classroom, closing):
    assert rows(only(watched(classroom, shop() + closing))["customer"])[0] == ("added", "1", "Ada", "GB")


def test_closing_something_else_from_the_same_place_first(classroom):
    code = shop() + "import io\nfor thing in (io.StringIO(), con):\n    thing.close()\n"
    (database,) = watched(classroom, code)

    assert len(only([database])["customer"]["rows"]) == 2
    assert not database["isOpen"]


def test_a_file_that_was_closed(classroom):
    (database,) = watched(classroom, shop("data/shop.db") + "con.close()", files={"data/keep": ""})

    assert (database["name"], database["inMemory"], database["isOpen"]) == ("data/shop.db", False, False)
    assert len(only([database])["customer"]["rows"]) == 2


def test_a_file_is_compared_with_what_it_was_before_the_run(classroom):
    classroom.cell(shop("shop.db") + "con.close()")
    tables = only(
        watched(
            classroom,
            "with sqlite3.connect('shop.db') as con: con.execute(\"INSERT INTO customer (name) VALUES ('Cy')\")\ncon.close()",
        )
    )

    assert [row[0] for row in rows(tables["customer"])] == ["same", "same", "added"]


def test_what_is_not_committed_is_shown_and_said_and_left_as_it_is(classroom):
    classroom.cell(shop("shop.db"))
    (database,) = watched(classroom, "con.execute(\"INSERT INTO customer (name) VALUES ('Cy')\")")

    assert database["isUncommitted"]
    assert rows(only([database])["customer"])[-1] == ("added", "3", "Cy", "GB")
    assert classroom.cell("con.in_transaction, con.total_changes")["value"]["text"] == "(True, 6)"
    others = "sqlite3.connect('shop.db').execute('SELECT count(*) FROM customer').fetchone()"
    assert classroom.cell(others)["value"]["text"] == "(2,)"


def test_no_lock_is_left_and_no_lock_of_the_readers_is_taken_away(classroom):
    watched(classroom, shop("shop.db") + "con.execute('BEGIN IMMEDIATE')")
    taken = "other = sqlite3.connect('shop.db', timeout=0)\nother.execute('BEGIN IMMEDIATE')"

    assert classroom.cell(taken)["exception"]["message"] == "database is locked"
    classroom.cell("con.rollback()")
    assert classroom.cell(taken)["ended"] == "ok"


def test_the_readers_trace_callback_hears_only_their_statements(classroom):
    watched(
        classroom,
        shop() + "told = []\ncon.set_trace_callback(told.append)\ncon.execute('SELECT 1').fetchall()",
    )
    watched(classroom, "con.execute('SELECT 2').fetchall()")

    assert classroom.cell("told")["value"]["text"] == "['SELECT 1', 'SELECT 2']"


def test_sqlalchemy_in_a_file_and_in_memory(classroom):
    pytest.importorskip("sqlalchemy")
    code = (
        "from sqlalchemy import create_engine, text\n"
        "for url in ('sqlite:///shop.db', 'sqlite://'):\n"
        "    engine = create_engine(url)\n"
        "    with engine.begin() as con:\n"
        "        con.execute(text('CREATE TABLE customer (name TEXT)'))\n"
        "        con.execute(text(\"INSERT INTO customer VALUES ('Ada')\"))\n"
        "    engine.dispose()\n"
    )
    databases = watched(classroom, code)

    assert [database["name"] for database in databases] == ["shop.db", ":memory:"]
    for database in databases:
        assert rows(only([database])["customer"]) == [("added", "Ada")]


def test_an_engine_of_an_earlier_cell_keeps_its_connection(classroom):
    pytest.importorskip("sqlalchemy")
    classroom.cell(
        "from sqlalchemy import create_engine, text\nengine = create_engine('sqlite://')\n"
        "with engine.begin() as con: con.execute(text('CREATE TABLE customer (name TEXT)')) and None"
    )
    tables = only(
        watched(classroom, "with engine.begin() as con: con.execute(text(\"INSERT INTO customer VALUES ('Bo')\")) and None")
    )  # fmt: skip

    assert (tables["customer"]["state"], rows(tables["customer"])) == ("same", [("added", "Bo")])


def test_a_run_of_tests_shows_its_databases_and_not_those_of_tools(classroom):
    test = (
        "import sqlite3, pytest\n"
        "@pytest.fixture\n"
        "def con():\n"
        "    con = sqlite3.connect(':memory:')\n"
        "    con.execute('CREATE TABLE note (text)')\n"
        "    yield con\n"
        "    con.close()\n"
        "def test_a(con): con.execute(\"INSERT INTO note VALUES ('a')\")\n"
        "def test_b(con): con.execute(\"INSERT INTO note VALUES ('b')\")\n"
    )
    report = classroom.tests({"notes.py": "x = 1\n", "test_it.py": test}, probes=["coverage", "tables"])
    databases = report["observed"]["tables"]["databases"]

    assert [rows(only([one])["note"]) for one in databases] == [[("added", "a")], [("added", "b")]]
    assert [one["isUncommitted"] for one in databases] == [True, True]


def test_databases_in_memory_that_share_a_name_are_one(classroom):
    uri = "file:shop?mode=memory&cache=shared"
    code = (
        f"import sqlite3\na = sqlite3.connect({uri!r}, uri=True)\nb = sqlite3.connect({uri!r}, uri=True)\n"
        "a.executescript('CREATE TABLE t (x); INSERT INTO t VALUES (1)')"
    )

    assert rows(only(watched(classroom, code))["t"]) == [("added", "1")]


def test_a_file_that_is_no_database_is_said_in_sqlites_words(classroom):
    report = classroom.cell(
        "import sqlite3\nsqlite3.connect('notes.txt')", files={"notes.txt": "x" * 5000}, probes=("tables",)
    )
    (database,) = report["observed"]["tables"]["databases"]

    assert (database["tables"], database["trouble"]) == ([], "file is not a database")


def test_a_file_that_is_gone_and_one_that_never_came(classroom):
    code = shop("shop.db") + "con.close()\nimport os\nos.remove('shop.db')"
    (gone,) = watched(classroom, code)

    assert gone["trouble"] == "its file is not there any more"


def test_a_connection_that_fails_to_open_is_no_trouble(classroom):
    report = classroom.cell("import sqlite3\nsqlite3.connect('nowhere/shop.db')", probes=("tables",))

    assert report["exception"]["type"] == "sqlite3.OperationalError"
    assert report["observed"]["tables"]["databases"][0]["trouble"] == "its file is not there any more"


def test_a_long_table_holds_its_beginning_what_changed_and_what_is_named(classroom):
    classroom.cell(
        shop()
        + "con.executemany('INSERT INTO customer VALUES (?, ?, NULL)', ((n, f'c{n}') for n in range(10, 3010)))\ncon.commit()"
    )
    (database,) = watched(
        classroom, "con.execute(\"UPDATE \\\"order\\\" SET customer_id = 2500\")\n"
        "con.execute(\"UPDATE customer SET name = 'new' WHERE id IN (1500, 2999)\")\ncon.commit()"
    )  # fmt: skip
    table = only([database])["customer"]
    held = {row["key"]: (row["at"], row["state"]) for row in table["rows"]}

    assert counts(table) == {"total": 3002, "added": 0, "changed": 2, "removed": 0}
    assert held["1500"] == (1493, "changed")
    assert held["2999"] == (2992, "changed")
    assert held["2500"] == (2493, "same")
    assert len(held) == 201
    assert [row["at"] for row in table["rows"]] == sorted(row["at"] for row in table["rows"])


def test_all_rows_added_to_a_long_table_are_counted_though_not_all_are_held(classroom):
    table = only(
        watched(classroom, shop() + "con.executemany('INSERT INTO customer (name) VALUES (?)', (('x',) for _ in range(998)))")
    )["customer"]  # fmt: skip

    assert counts(table) == {"total": 1000, "added": 1000, "changed": 0, "removed": 0}
    assert [row["at"] for row in table["rows"]] == list(range(1, 201))


def test_names_and_values_of_every_kind(classroom):
    code = (
        "import sqlite3\ncon = sqlite3.connect(':memory:')\n"
        'con.execute(\'CREATE TABLE "odd ""name WHERE" (rowid TEXT, "a b" BLOB, c, PRIMARY KEY (rowid, "a b")) WITHOUT ROWID\')\n'
        'con.execute(\'INSERT INTO "odd ""name WHERE" VALUES (?, ?, ?)\', ("x" * 300, b"\\x00\\xff", 2.5))\n'
        'con.execute(\'INSERT INTO "odd ""name WHERE" VALUES (?, ?, ?)\', ("y", b"z" * 40, 2 ** 62))\n'
    )
    table = only(watched(classroom, code))['odd "name WHERE']

    assert [[value["kind"] for value in row["values"]] for row in table["rows"]] == [
        ["text", "blob", "real"],
        ["text", "blob", "integer"],
    ]
    assert table["rows"][0]["values"][0]["text"] == "x" * 200 + "... (300 characters)"
    assert table["rows"][1]["values"][1]["text"] == f"x'{b'z'.hex() * 16}...' (40 bytes)"
    assert table["rows"][1]["values"][2]["text"] == str(2**62)


def test_more_databases_than_are_held_are_counted(classroom):
    report = classroom.cell(
        "import sqlite3\nall = [sqlite3.connect(':memory:') for _ in range(100)]", probes=("tables",)
    )

    assert len(report["observed"]["tables"]["databases"]) == 6
    assert report["observed"]["tables"]["more"] == 94


def test_nothing_is_watched_any_more_once_the_run_has_ended(classroom):
    import sys

    watched(classroom, shop())

    assert all(sys.monitoring.get_tool(tool) != "shakeout-tables" for tool in range(6))
    assert isinstance(sqlite3.connect(":memory:"), sqlite3.Connection)
