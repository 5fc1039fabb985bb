"""The shape of what Python tells the page, pinned: each case below must give just the JSON in tests/fixtures/reports, which
src/lib/worker/reports.test.ts holds against the types of protocol.ts. `--update-reports` writes them anew."""

import json
import re
from pathlib import Path

import pytest

from classroom import connections

REPORTS = Path(__file__).parent.parent / "fixtures" / "reports"

LOAN = """def is_small(amount, trusted):
    if amount < 1000 or trusted:
        return True
    return False
"""

SUITE = '''import logging
import sys
import warnings

import pytest

from loan import is_small


@pytest.fixture
def closed_bank():
    raise OSError("the bank is closed")


def test_small():
    """A loan below 1000 is small."""
    assert is_small(999, False)


def test_limit():
    print("asking")
    print("oh", file=sys.stderr)
    logging.getLogger("loan").warning("close to the limit")
    assert is_small(1000, False) == True, "the limit"


def test_text():
    assert "three\\nper cent" == "four\\nper cent"


def test_bank(closed_bank):
    pass


@pytest.mark.skip(reason="too slow")
def test_skipped():
    pass


@pytest.mark.xfail(reason="bug 7")
def test_expected():
    assert False


@pytest.mark.xfail(reason="bug 8")
def test_surprise():
    pass


def test_warns():
    warnings.warn("old rates")


def test_leaves():
    open("rates.csv", "w").close()
'''

LAYERS = """def logged(fn):
    def wrapper(*args, **kwargs):
        return fn(*args, **kwargs)

    return wrapper


@logged
def share(total: int, heads: int = 2) -> float:
    '''What each pays.'''
    return total / heads


share(10)
share(10, heads=0)
"""

TILL = """import logging

till = logging.getLogger("shop.till")


def dump():
    return "all of it"


def test_sale():
    till.setLevel("INFO")
    logging.getLogger("shop").propagate = False
    till.debug("state %s", dump())
    if till.isEnabledFor(logging.INFO):
        till.info(f"sold {dump()}", extra={"order": 7})
    try:
        1 / 0
    except ZeroDivisionError:
        till.exception("till %d", 3)
"""

FIXTURES = """import pytest


@pytest.fixture(scope="session")
def museum():
    yield {}


@pytest.fixture(params=["north", "south"])
def wing(museum, request):
    return request.param


@pytest.fixture(autouse=True)
def quiet():
    yield
    raise OSError("not quiet")


def test_wing(wing):
    pass
"""

WEEK = """class Week:
    def _repr_incidents_(self):
        return {
            "title": "Two days",
            "seed": 7,
            "days": [
                {"day": 1, "rate": 0.02, "threshold": 0.05, "page": "none", "lost": 0, "notes": ["quiet"]},
                {"day": 2, "rate": 0.06, "threshold": None, "page": "heeded", "lost": 3, "notes": []},
            ],
            "incidents": [{"from": 2, "to": 2, "says": "short pages"}],
            "signals": [
                {"name": "rows", "day": 2, "falseAlarms": 1},
                {"name": "age", "day": None, "falseAlarms": 0},
            ],
        }

    def __repr__(self):
        return "two days"


Week()
"""

TASKS = """import asyncio
import time


def ask():
    time.sleep(1)


async def slow():
    ask()


async def late():
    await asyncio.sleep(9)


async def main():
    task = asyncio.create_task(late())
    await asyncio.gather(asyncio.sleep(0.5), slow())
    task.cancel()
    late()


asyncio.run(main())
"""

SHOP = """import sqlite3
con = sqlite3.connect(":memory:")
con.executescript('''
    CREATE TABLE customer (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
    CREATE TABLE sale (number TEXT PRIMARY KEY, customer_id REFERENCES customer, total REAL DEFAULT 0);
    INSERT INTO customer VALUES (1, 'Ada'), (2, 'Bo');
    INSERT INTO sale VALUES ('A-1', 1, 9.5), ('A-2', NULL, 1), ('A-3', 7, 2);
''')
"""

SALE = """done = con.executescript('''
    DELETE FROM customer WHERE id = 2;
    UPDATE sale SET total = 10 WHERE number = 'A-1';
    ALTER TABLE sale ADD note BLOB;
    INSERT INTO sale VALUES ('A-4', 1, 3, x'00ff');
    CREATE TABLE empty (note);
''')
"""

FACTORY = """import sqlite3
import factory
import factory.random

con = sqlite3.connect(":memory:")
con.execute("CREATE TABLE item (name TEXT)")

class Shelf(factory.Factory):
    class Meta:
        model = dict
    number = factory.Sequence(lambda n: n)

class Item(factory.Factory):
    class Meta:
        model = dict
    class Params:
        stale = factory.Trait(name="old bread")
    name = factory.Faker("word")
    label = factory.LazyAttribute(lambda item: item.name.upper())
    shelf = factory.SubFactory(Shelf)

    @classmethod
    def _create(cls, model, **fields):
        con.execute("INSERT INTO item VALUES (?)", (fields["name"],))
        return fields

factory.random.reseed_random(7)
Item(stale=True)
Item.build(shelf=None)
con.commit()
"""

VARNISH = """from varnish import get, route, simulate

VCL = \"\"\"
vcl 4.1;
backend default { .host = "origin"; }
sub vcl_deliver { set resp.http.X-Hits = obj.hits; }
\"\"\"
play = simulate(
    VCL,
    [get(0, X_V="a"), get(1, X_V="a"), get(3, X_V="a"), get(3.5), get(4, Cookie="s")],
    [route(body="hello", Cache_Control="max-age=2", Vary="X-V")],
    down=[(3.7, 9)],
    epoch=1_700_000_000.0,
)
"""


def nothing_open():
    """Tests share an interpreter, which readers do not; and databases are told of from the first run on that watches them."""
    connections.install()
    for connection, _ in connections.alive():
        connection.close()


CASES = {
    "cell-text": lambda room: room.cell("6 * 7"),
    "cell-table": lambda room: room.cell("[{'name': 'Ada', 'rate': 3}, {'name': 'Bo', 'rate': 4.5}]"),
    "cell-long": lambda room: room.cell("[{'name': 'Ada' * 100, 'rate': 3}]"),
    "cell-svg": lambda room: room.cell("class Dot:\n    def _repr_svg_(self): return '<svg/>'\n    def __repr__(self): return 'dot'\nDot()"),
    "cell-incidents": lambda room: room.cell(WEEK, probes=("incidents",)),
    "cell-files": lambda room: room.cell(
        "open('notes.md', 'w').write('# Café\\n'); open('row.bin', 'wb').write(bytes([255, 0])); None",
        probes=("files",),
    ),
    "cell-raised": lambda room: room.cell("def share(total, heads):\n    return total / heads\n\nshare(3, 0)\n"),
    "cell-unreadable": lambda room: room.cell("rate = 3\nif rate == 3\n    print(rate)\n"),
    "cell-exited": lambda room: room.cell("raise SystemExit"),
    "cell-verdicts": lambda room: room.cell(
        "from loan import share\n\ntry:\n    share(3, 0)\nexcept ZeroDivisionError:\n    pass\n",
        files={"loan.py": "def share(total, heads):\n    return total / heads\n"},
        probes=["verdicts"],
    ),
    "tests-mixed": lambda room: room.tests({"loan.py": LOAN, "test_loan.py": SUITE}, strict=True),
    "tests-broken": lambda room: room.tests("import nowhere\n"),
    "tests-refused": lambda room: room.tests("def test_a(): pass", select=["test_it.py::test_b"]),
    "tests-replaced": lambda room: room.tests("import pytest\npytest.raises = None\ndef test_a(): pass", strict=True),
    "tests-measured": lambda room: room.tests(
        {"loan.py": LOAN, "test_loan.py": "from loan import is_small\n\n\ndef test_small():\n    assert is_small(1, False)\n"},
        probes=["coverage", "conditions"],
    ),
    "cell-calls": lambda room: room.cell(LAYERS, probes=("calls",)),
    "tests-logged": lambda room: room.tests(TILL, probes=["log"]),
    "tests-fixtures": lambda room: room.tests(FIXTURES, probes=["fixtures"]),
    "cell-tasks": lambda room: room.cell(TASKS, clock="virtual", probes=("tasks",)),
    "cell-tables": lambda room: [nothing_open(), room.cell(SHOP), room.cell(SALE, probes=("tables",))][2],
    "cell-factories": lambda room: room.cell(FACTORY, probes=("factories",)),
    "cell-varnish": lambda room: room.cell(VARNISH, probes=["varnish"]),
    "mutants": lambda room: room.ask("mutate", file="loan.py", source=LOAN),
    "events": lambda room: [
        *[room.cell("print('hello')"), *room.events],
        *[room.tests("def test_a(): pass"), *room.events],
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_has_the_pinned_shape(classroom, mended, request, name):
    made = settled(CASES[name](classroom))
    if name == "events":
        made = [event for event in made if "type" in event]
    file = REPORTS / f"{name}.json"
    if request.config.getoption("update_reports"):
        file.write_text(json.dumps(made, indent="\t", ensure_ascii=False) + "\n", encoding="utf-8")

    assert json.loads(file.read_text(encoding="utf-8")) == made


def test_every_pinned_report_has_its_case():
    assert {file.stem for file in REPORTS.glob("*.json")} == set(CASES)


def settled(made):
    """The report without what differs from run to run: times, versions, and tracebacks through the standard library, whose sources
    are not always there. Of what pytest printed the last line stands for all."""
    if isinstance(made, dict):
        return {key: SETTLED[key](value) if key in SETTLED else settled(value) for key, value in made.items()}
    if isinstance(made, list):
        return [settled(value) for value in made]
    return made


SETTLED = {
    "seconds": lambda _: 0,
    "kept": lambda number: number and 1,
    "eagerSeconds": lambda _: 0,
    "wastedSeconds": lambda _: 0,
    "deferredSeconds": lambda _: 0,
    "moments": lambda times: [0 for _ in times],
    "version": lambda _: "7",
    "terminal": lambda text: re.sub(r"in \d+\.\d+s", "in 0.00s", text.rstrip().rsplit("\n", 1)[-1]),
}
