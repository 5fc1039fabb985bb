import json

import pytest
from parcels import Parcels, depot


class TestParcels:
    def setup_method(self):
        self.parcels = Parcels()
        self.parcels.add(1, 0.1)
        self.parcels.add(2, 10)
        self.parcels.add(3, 25)

    def test_total(self):
        self.parcels.add(4, 0.2)
        assert self.parcels.total() == pytest.approx(35.3)

    def test_take(self):
        assert self.parcels.take(2) == 10
        assert 2 not in self.parcels.by_number

    def test_take_what_is_not_there(self):
        with pytest.raises(ValueError, match="no parcel 9"):
            self.parcels.take(9)

    def test_heavy(self):
        assert self.parcels.heavy() == [3, 2]

    def test_depot(self, monkeypatch):
        monkeypatch.setenv("DEPOT", "York")
        assert depot() == "York"

    def test_save(self, monkeypatch, tmp_path):
        monkeypatch.setenv("DEPOT", "York")
        self.parcels.save(tmp_path / "parcels.json")
        saved = json.loads((tmp_path / "parcels.json").read_text())
        assert saved == {"depot": "York", "parcels": {"1": 0.1, "2": 10, "3": 25}}
