"""What a database refuses is told in a plain sentence, and in its own words after it."""

import pytest

SCHEMA = """import sqlite3
con = sqlite3.connect(":memory:")
con.executescript('''
    PRAGMA foreign_keys = ON;
    CREATE TABLE customer (id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT UNIQUE, age INTEGER CHECK (age >= 0));
    CREATE TABLE sale (day TEXT, till INTEGER, customer_id REFERENCES customer, UNIQUE (day, till));
    INSERT INTO customer VALUES (1, 'Ada', 'ada@example.org', 36);
    INSERT INTO sale VALUES ('mon', 1, 1);
''')
"""


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("INSERT INTO customer (id) VALUES (2)", "The column name of customer must have a value, and this row gives it none."),
        ("INSERT INTO customer VALUES (2, 'Bo', 'ada@example.org', 1)", "There is a row of customer with this email already, and no two may have the same."),
        ("INSERT INTO sale VALUES ('mon', 1, 1)", "There is a row of sale with this day and till already, and no two may have the same."),
        ("INSERT INTO sale VALUES ('tue', 1, 9)", "A foreign key would be left naming a row that is not there: the other row has to come first, and go last."),
        ("INSERT INTO customer VALUES (2, 'Bo', 'b', -1)", "The row breaks a rule of its table: age >= 0."),
        ("SELECT * FROM cutsomer", "There is no table cutsomer in this database: has it been made, and on this connection?"),
        ("SELECT nmae FROM customer", "There is no column nmae in the tables that this statement names."),
        ("INSERT INTO customer (nmae) VALUES (1)", "The table customer has no column nmae: has it been added since the table was made?"),
        ("CREATE TABLE sale (a)", "There is a table sale in this database already."),
        ("SELEC 1", "SQLite cannot read this statement from SELEC on."),
    ],
)  # fmt: skip
def test_sqlite_in_plain_words(classroom, code, sentence):
    report = classroom.cell(f"{SCHEMA}con.execute({code!r})")["exception"]

    assert report["friendly"] == sentence
    assert report["type"].startswith("sqlite3.")
    assert report["at"]["line"] == 10


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("con.close()\ncon.execute('SELECT 1')", "was closed before this line"),
        ("con.execute('SELECT ?, ?', ('x',))", "has 2 placeholders, and 1 values were given"),
        (
            "sqlite3.connect('nowhere/shop.db').execute('SELECT 1')",
            "the folder that it should be in may be missing",
        ),
    ],
)
def test_sqlite3_misused(classroom, code, words):
    assert words in classroom.cell(SCHEMA + code)["exception"]["friendly"]


def test_what_sqlalchemy_wraps_is_told_by_what_is_in_it(classroom):
    pytest.importorskip("sqlalchemy")
    code = (
        "from sqlalchemy import create_engine, text\nfrom sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column\n"
        "class Base(DeclarativeBase): pass\n"
        "class Customer(Base):\n    __tablename__ = 'customer'\n    id: Mapped[int] = mapped_column(primary_key=True)\n    name: Mapped[str]\n"
        "engine = create_engine('sqlite://')\nBase.metadata.create_all(engine)\nsession = Session(engine)\nsession.add(Customer())\n"
    )
    report = classroom.cell(f"{code}session.flush()")["exception"]

    assert report["friendly"] == "The column name of customer must have a value, and this row gives it none."
    assert report["message"].startswith("(sqlite3.IntegrityError) NOT NULL constraint failed: customer.name")
    assert report["at"]["line"] == 12
    again = "session.execute(text('SELECT 1'))"
    after = f"try:\n    session.flush()\nexcept Exception: pass\n{again}"
    assert "call its rollback()" in classroom.cell(after)["exception"]["friendly"]
