import json

import pytest
from parcels import Parcels, depot


def setup_function():
    global parcels
    parcels = Parcels()
    parcels.add(1, 0.1)
    parcels.add(2, 10)
    parcels.add(3, 25)


@pytest.fixture
def york(monkeypatch):
    monkeypatch.setenv("DEPOT", "York")


def test_total():
    parcels.add(4, 0.2)
    assert parcels.total() == pytest.approx(35.3)


def test_take():
    assert parcels.take(2) == 10
    assert 2 not in parcels.by_number


def test_take_what_is_not_there():
    with pytest.raises(ValueError, match="no parcel 9"):
        parcels.take(9)


def test_heavy():
    assert parcels.heavy() == [3, 2]


@pytest.mark.usefixtures("york")
def test_depot():
    assert depot() == "York"


@pytest.mark.usefixtures("york")
def test_save(tmp_path):
    path = tmp_path / "parcels.json"
    parcels.save(path)
    saved = json.loads(path.read_text())
    assert saved == {"depot": "York", "parcels": {"1": 0.1, "2": 10, "3": 25}}
