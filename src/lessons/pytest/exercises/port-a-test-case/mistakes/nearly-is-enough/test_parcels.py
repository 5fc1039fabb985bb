import json

import pytest
from parcels import Parcels, depot


@pytest.fixture
def parcels():
    parcels = Parcels()
    parcels.add(1, 0.1)
    parcels.add(2, 10)
    parcels.add(3, 25)
    return parcels


@pytest.fixture
def york(monkeypatch):
    monkeypatch.setenv("DEPOT", "York")


def test_total(parcels):
    parcels.add(4, 0.2)
    assert parcels.total() == pytest.approx(35.3, rel=0.5)


def test_take(parcels):
    assert parcels.take(2) == 10
    assert 2 not in parcels.by_number


def test_take_what_is_not_there(parcels):
    with pytest.raises(ValueError, match="no parcel 9"):
        parcels.take(9)


def test_heavy(parcels):
    assert parcels.heavy() == [3, 2]


@pytest.mark.usefixtures("york")
def test_depot():
    assert depot() == "York"


@pytest.mark.usefixtures("york")
def test_save(parcels, tmp_path):
    path = tmp_path / "parcels.json"
    parcels.save(path)
    saved = json.loads(path.read_text())
    assert saved == {"depot": "York", "parcels": {"1": 0.1, "2": 10, "3": 25}}
