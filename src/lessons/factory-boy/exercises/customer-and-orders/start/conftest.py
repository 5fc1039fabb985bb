import factories
import pytest
from shop import Base, Customer, Order
from sqlalchemy import create_engine, delete, func, select
from sqlalchemy.orm import Session


@pytest.fixture(scope="session")
def engine(tmp_path_factory):
    """One database in a file, for all tests."""
    engine = create_engine(f"sqlite:///{tmp_path_factory.mktemp('shop') / 'shop.db'}")
    Base.metadata.create_all(engine)
    yield engine
    engine.dispose()


@pytest.fixture(autouse=True)
def no_rows_left(engine):
    """Fails a test that leaves rows behind, and clears them away for the next."""
    yield
    with engine.begin() as after:
        rows = sum(after.scalar(select(func.count()).select_from(table)) for table in (Customer, Order))
        after.execute(delete(Order))
        after.execute(delete(Customer))
    assert rows == 0, f"{rows} rows were left behind"


@pytest.fixture(autouse=True)
def session(engine, no_rows_left):
    """A session that the factories save to; what a test saves is rolled back after it."""
    with Session(engine) as session:
        factories.use(session)
        yield session
        session.rollback()
