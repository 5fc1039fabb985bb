import factories
import pytest
from shop import Base
from sqlalchemy import create_engine
from sqlalchemy.orm import Session


@pytest.fixture(scope="session")
def engine(tmp_path_factory):
    """One database in a file, for all tests."""
    engine = create_engine(f"sqlite:///{tmp_path_factory.mktemp('shop') / 'shop.db'}")
    Base.metadata.create_all(engine)
    yield engine
    engine.dispose()


@pytest.fixture(autouse=True)
def session(engine):
    """A session that the factories save to; what a test saves is rolled back after it."""
    with Session(engine) as session:
        factories.use(session)
        yield session
        session.rollback()
