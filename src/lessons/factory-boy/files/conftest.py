import pytest
from shop import Base
from sqlalchemy import create_engine
from sqlalchemy.orm import Session


@pytest.fixture
def session():
    """A database of its own for each test, gone with it."""
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        yield session
    engine.dispose()
