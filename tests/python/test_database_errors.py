"""What a reader is told of an error of SQLite, made by a real one."""

import pytest

TABLE = "create table people (name text not null unique, age int check (age > 0))"


@pytest.mark.parametrize(
    ("statements", "sentence"),
    [
        (
            [TABLE, "insert into people values ('Ada', 1)", "insert into people values ('Ada', 2)"],
            "The table people has a row with this name already, and name must be unique.",
        ),
        (
            [
                "create table p (a, b, unique (a, b))",
                "insert into p values (1, 1)",
                "insert into p values (1, 1)",
            ],
            "The table p has a row with this a and b already, and a and b together must be unique.",
        ),
        (
            [TABLE, "insert into people (age) values (3)"],
            "The column name of people must have a value, and this row gives it none.",
        ),
        ([TABLE, "insert into people values ('Ada', -1)"], "This row breaks a rule of its table: age > 0."),
        (
            [
                "pragma foreign_keys = on",
                "create table a (id integer primary key)",
                "create table b (a references a)",
                "insert into b values (7)",
            ],
            "A row points to another that is not there",
        ),
        (["select * from people"], "There is no table people in this database"),
        ([TABLE, "select height from people"], "None of the tables asked here has a column height."),
        ([TABLE, "insert into people (height) values (1)"], "The table people has no column height."),
        (
            [TABLE, "insert into people values (1)"],
            "The table people has 2 columns, and the row gives it 1 values.",
        ),
        ([TABLE, TABLE], "A table people is there already"),
        (["begin", "begin"], "A transaction is open already on this connection"),
        (["rollback"], "There is no open transaction to rollback."),
        (["release step"], "The savepoint step is not open"),
        (["selct 1"], "it stumbles over selct."),
    ],
)
def test_is_told(classroom, statements, sentence):
    lines = [f"db.execute({statement!r})" for statement in statements]
    code = "\n".join(["import sqlite3", "db = sqlite3.connect(':memory:', isolation_level=None)", *lines])
    exception = classroom.cell(code)["exception"]

    assert exception["type"].startswith("sqlite3.")
    assert sentence in exception["friendly"]
    assert exception["at"]["line"] == 2 + len(statements)


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("db.close()\ndb.execute('select 1')", "The database has been closed already"),
        ("db.execute('select ?', (1, 2))", "The statement has 1 question marks, and 2 values were given"),
        ("sqlite3.connect('nowhere/a.db')", "The file of the database cannot be opened"),
    ],
)
def test_is_told_of_the_connection_too(classroom, code, sentence):
    exception = classroom.cell(f"import sqlite3\ndb = sqlite3.connect(':memory:')\n{code}")["exception"]

    assert sentence in exception["friendly"]


def test_is_told_through_sqlalchemy(classroom):
    code = """import sqlalchemy as sa
engine = sa.create_engine("sqlite://")
with engine.connect() as db:
    db.execute(sa.text("create table people (name text unique)"))
    db.execute(sa.text("insert into people values ('Ada')"))
    db.execute(sa.text("insert into people values ('Ada')"))
"""
    exception = classroom.cell(code)["exception"]

    assert exception["type"] == "sqlalchemy.exc.IntegrityError"
    assert (
        exception["friendly"] == "The table people has a row with this name already, and name must be unique."
    )


def test_an_error_that_is_not_known_is_left_to_the_others(classroom):
    exception = classroom.cell("import sqlite3\nraise sqlite3.OperationalError('disk on fire')")["exception"]

    assert exception["friendly"] == "An OperationalError was raised, and nothing caught it: disk on fire."


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
