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


def test_total(parcels):
    parcels.add(4, 0.2)
    assert parcels.total() == pytest.approx(35.3)


def test_take(parcels):
    assert parcels.take(2) == 10


def test_take_what_is_not_there(parcels):
    with pytest.raises(ValueError, match="no parcel 9"):
        parcels.take(9)


def test_heavy(parcels):
    assert set(parcels.heavy()) == {2, 3}


def test_depot(monkeypatch):
    monkeypatch.setenv("DEPOT", "York")
    assert depot() == "York"


def test_save(parcels, monkeypatch, tmp_path):
    monkeypatch.setenv("DEPOT", "York")
    parcels.save(tmp_path / "parcels.json")
    assert json.loads((tmp_path / "parcels.json").read_text())["depot"] == "York"
