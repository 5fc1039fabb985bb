"""The probe `factories` tells what each call of a factory built, by which declarations, and what SQL it cost."""

import sys

import pytest

pytest.importorskip("factory")

SHOP = """
import factory
from sqlalchemy import ForeignKey, create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship

class Base(DeclarativeBase):
    pass

class Customer(Base):
    __tablename__ = "customer"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    email: Mapped[str]
    country: Mapped[str]

class Order(Base):
    __tablename__ = "order"
    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str]
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"))
    customer: Mapped[Customer] = relationship()

engine = create_engine("sqlite://")
Base.metadata.create_all(engine)
session = Session(engine)

class CustomerFactory(factory.alchemy.SQLAlchemyModelFactory):
    class Meta:
        model = Customer
        sqlalchemy_session = session
        sqlalchemy_session_persistence = "flush"
    class Params:
        foreign = factory.Trait(country="FR", name=factory.Sequence(lambda n: f"Étranger {n}"))
    name = factory.Faker("name")
    email = factory.LazyAttribute(lambda customer: f"{customer.name}@example.org")
    country = "GB"

class OrderFactory(factory.alchemy.SQLAlchemyModelFactory):
    class Meta:
        model = Order
        sqlalchemy_session = session
        sqlalchemy_session_persistence = "flush"
    number = factory.Sequence(lambda n: f"A-{n}")
    customer = factory.SubFactory(CustomerFactory)
"""


@pytest.fixture
def watched(classroom):
    assert classroom.cell(SHOP)["ended"] == "ok"

    def run(code, ended="ok"):
        report = classroom.cell(code, probes=("factories",))
        assert report["ended"] == ended, report["exception"]
        return report["observed"]["factories"]

    return run


def fields(made):
    return {one["name"]: (one["by"], one["value"]) for one in made["fields"]}


def test_what_one_call_built_down_to_its_sub_factories(watched):
    (order,) = watched("order = OrderFactory(customer__name='Ada')")["calls"]
    (customer,) = order["made"]

    assert (order["factory"], order["model"], order["strategy"]) == ("OrderFactory", "Order", "create")
    assert order["at"] == {"file": "cell.py", "line": 1}
    assert fields(order) == {"number": ("sequence", "'A-0'"), "customer": ("sub-factory", "Customer")}
    assert order["sequence"] == 0
    assert customer["field"] == "customer"
    assert fields(customer) == {
        "name": ("given", "'Ada'"),
        "email": ("lazy-attribute", "'Ada@example.org'"),
        "country": ("constant", "'GB'"),
    }


def test_the_sql_stands_at_the_object_that_cost_it(watched):
    report = watched("OrderFactory.create_batch(2)\nsession.commit()")
    first, second = report["calls"]

    assert [one["count"] for one in second["sql"]] == [1]
    assert second["sql"][0]["statement"].startswith('INSERT INTO "order"')
    assert second["made"][0]["sql"][0]["statement"].startswith("INSERT INTO customer (name, email, country)")
    assert first["sequence"] + 1 == second["sequence"]
    assert report["outside"] == [{"statement": "COMMIT", "count": 1}]


def test_build_costs_nothing_and_what_comes_later_stands_outside(watched):
    report = watched("order = OrderFactory.build()\nsession.add(order)\nsession.flush()")

    assert report["calls"][0]["strategy"] == "build"
    assert report["calls"][0]["sql"] == report["calls"][0]["made"][0]["sql"] == []
    assert [one["statement"][:11] for one in report["outside"]] == ["INSERT INTO", "INSERT INTO"]


LEFT = {
    "a dataclass": (
        "from dataclasses import dataclass\n@dataclass\nclass Model:\n    name: str\n    tier: str = 'bronze'\n",
        "'bronze'",
    ),
    "a dataclass with slots": (
        "from dataclasses import dataclass\n@dataclass(slots=True)\nclass Model:\n    name: str\n    tier: str = 'bronze'\n",
        "'bronze'",
    ),
    "an argument's default": (
        "class Model:\n    def __init__(self, name, tier='bronze'): self.name, self.tier = name, tier\n",
        "'bronze'",
    ),
    "a class attribute": (
        "class Model:\n    tier = None\n    def __init__(self, name): self.name = name\n",
        "None",
    ),
    "a property, which is not run": (
        "class Model:\n    def __init__(self, name): self.name = name\n    @property\n    def tier(self): raise SystemExit\n",
        None,
    ),
    "nothing at all": ("class Model:\n    def __init__(self, name): self.name = name\n", None),
    "a dict": ("Model = dict\n", None),
}  # fmt: skip


@pytest.mark.parametrize("model", LEFT)
def test_what_the_factory_gives_nothing_for_is_what_the_model_made_of_it(watched, model):
    code, expected = LEFT[model]
    factory = "import factory\nclass ModelFactory(factory.Factory):\n    class Meta: model = Model\n    class Params:\n        rich = factory.Trait(tier='gold')\n    name = 'Ada'\n"
    (made,) = watched(f"{code}{factory}ModelFactory()")["calls"]

    assert fields(made)["tier"] == ("model", expected)
    assert fields(made)["name"] == ("constant", "'Ada'")


def test_a_column_that_only_a_query_could_tell_is_not_asked_for(watched):
    code = """class Note(Base):
    __tablename__ = "note"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(default="plain")
Base.metadata.create_all(engine)
class NoteFactory(factory.alchemy.SQLAlchemyModelFactory):
    class Meta:
        model = Note
        sqlalchemy_session = session
        sqlalchemy_session_persistence = %r
    class Params:
        loud = factory.Trait(kind="loud")
NoteFactory()"""
    flushed = watched(code % "flush")["calls"][0]
    watched("Base.metadata.remove(Note.__table__)")
    committed = watched(code % "commit")["calls"][0]

    assert (fields(flushed)["kind"], fields(committed)["kind"]) == (("model", "'plain'"), ("model", None))
    assert not any(one["statement"].startswith("SELECT") for one in committed["sql"])


def test_a_trait_and_the_fields_it_set(watched):
    off, on = watched("CustomerFactory(); CustomerFactory(foreign=True, email='e')")["calls"]

    assert (off["traits"], on["traits"]) == ([], ["foreign"])
    assert {one["name"]: one["trait"] for one in on["fields"]} == {
        "email": None,
        "country": "foreign",
        "name": "foreign",
    }
    assert fields(on)["country"] == ("constant", "'FR'")
    assert fields(on)["name"][0] == "sequence"
    assert fields(off)["name"][0] == "faker"


def test_the_seed_that_counts_for_a_call(watched):
    code = (
        "import factory.random\nfrom faker import Faker\nCustomerFactory.build()\nfactory.random.reseed_random(7)\n"
        "CustomerFactory.build()\nFaker.seed('x')\nCustomerFactory.build()\n"
        "factory.random.set_random_state(factory.random.get_random_state())\nCustomerFactory.build()"
    )
    calls = watched(code)["calls"]

    assert [call["seed"] for call in calls] == [None, "7", "'x'", "a state"]
    assert next(one["detail"] for one in calls[0]["fields"] if one["name"] == "name") == "name"


def test_a_call_that_fails_is_told_with_what_it_had_built(watched):
    report = watched("OrderFactory(number=None)", ended="raised")
    (order,) = report["calls"]

    assert order["raised"] == "IntegrityError"
    assert [made["raised"] for made in order["made"]] == [None]
    assert fields(order)["number"] == ("given", "None")
    (after,) = watched("session.rollback()\nCustomerFactory.build()")["calls"]
    assert after["factory"] == "CustomerFactory"


def test_sql_by_sqlite3_itself_is_counted_by_its_template(classroom):
    code = (
        "import factory, sqlite3\ncon = sqlite3.connect(':memory:')\ncon.execute('CREATE TABLE n (a TEXT, b)')\n"
        "class RowFactory(factory.Factory):\n"
        "    class Meta: model = dict\n"
        "    a = factory.Sequence(lambda n: f'it''s {n}')\n"
        "    @classmethod\n"
        "    def _create(cls, model, **row):\n"
        "        con.execute('INSERT INTO n VALUES (?, ?)', (row['a'], 1.5)); con.execute('INSERT INTO n VALUES (?, NULL)', ('x',))\n"
        "        return row\n"
        "RowFactory()\ncon.commit()"
    )
    ran = classroom.cell(code, probes=("factories",))
    assert ran["ended"] == "ok", ran["exception"]
    report = ran["observed"]["factories"]

    assert report["calls"][0]["sql"] == [
        {"statement": "BEGIN", "count": 1},
        {"statement": "INSERT INTO n VALUES (?, ?)", "count": 2},
    ]
    assert {"statement": "COMMIT", "count": 1} in report["outside"]


def test_the_readers_repr_is_never_called(classroom):
    code = (
        "import factory\nclass Loud:\n    def __init__(self, **_): pass\n    def __repr__(self): raise SystemExit\n"
        "class LoudFactory(factory.Factory):\n    class Meta: model = Loud\n    twin = factory.LazyFunction(Loud)\n"
        "    both = factory.LazyFunction(lambda: [Loud()])\nLoudFactory() and None"
    )
    report = classroom.cell(code, probes=("factories",))

    assert report["ended"] == "ok"
    assert fields(report["observed"]["factories"]["calls"][0]) == {
        "twin": ("lazy-function", "Loud object"),
        "both": ("lazy-function", "list of 1"),
    }


def test_long_runs_are_held_to_a_size_and_counted(watched):
    report = watched("for _ in range(100): CustomerFactory.build()")

    assert (len(report["calls"]), report["more"]) == (40, 60)


def test_a_factory_that_makes_many_counts_those_left_out(watched):
    code = (
        "class Crowd(factory.Factory):\n    class Meta: model = dict\n"
        "    people = factory.RelatedFactoryList(CustomerFactory, size=400)\nCrowd.build()"
    )
    (crowd,) = watched(code)["calls"]

    assert (len(crowd["made"]), crowd["more"]) == (299, 101)


def test_calls_in_tests_name_their_test(classroom):
    test = (
        "import factory\nclass F(factory.Factory):\n    class Meta: model = dict\n    a = 1\n"
        "def test_a(): F()\ndef test_b(): F(a=2)\n"
    )
    report = classroom.tests(test, probes=["factories", "tables"])["observed"]["factories"]

    assert [call["test"] for call in report["calls"]] == ["test_it.py::test_a", "test_it.py::test_b"]


def test_what_the_table_browser_asks_is_not_counted(classroom):
    code = (
        "import factory, sqlite3\ncon = sqlite3.connect(':memory:')\ncon.execute('CREATE TABLE n (a)')\n"
        "class F(factory.Factory):\n    class Meta: model = dict\nF()\ncon.execute('INSERT INTO n VALUES (1)')"
    )
    report = classroom.cell(code, probes=("factories", "tables"))["observed"]["factories"]

    assert [one["statement"] for one in report["outside"]] == ["BEGIN", "INSERT INTO n VALUES (?)"]


def test_nothing_stays_behind(watched):
    import factory.builder

    watched("CustomerFactory()")

    assert all(sys.monitoring.get_tool(tool) is None for tool in (2, 3, 4, 0))
    assert factory.builder.StepBuilder.build.__module__ == "factory.builder"
