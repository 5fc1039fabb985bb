from pathlib import Path

import factories
import pytest
from shop import Base, Customer, Order
from sqlalchemy import create_engine, delete, func, select
from sqlalchemy.orm import Session


@pytest.fixture(scope="session")
def engine(tmp_path_factory):
    """One database in a file, for the whole run."""
    engine = create_engine(f"sqlite:///{tmp_path_factory.mktemp('shop') / 'shop.db'}")
    Base.metadata.create_all(engine)
    yield engine
    engine.dispose()


@pytest.fixture(autouse=True)
def nothing_left_behind(engine):
    """Fails a test that leaves rows or files behind, and clears its rows away for the next."""
    files = set(Path().iterdir())
    yield
    with engine.begin() as after:
        rows = sum(after.scalar(select(func.count()).select_from(table)) for table in (Customer, Order))
        after.execute(delete(Order))
        after.execute(delete(Customer))
    left = sorted(path.name for path in set(Path().iterdir()) - files if path.name != "__pycache__")
    assert rows == 0, f"{rows} rows were left behind"
    assert left == [], f"files were left behind: {left}"


@pytest.fixture
def session(engine, nothing_left_behind):
    """A session that the factories save to; what a test saves is rolled back after it."""
    with Session(engine) as session:
        factories.use(session)
        yield session
        session.rollback()
