import json
import os
import shutil
import tempfile
import unittest
from pathlib import Path

from parcels import Parcels, depot


class ParcelsTest(unittest.TestCase):
    def setUp(self):
        self.parcels = Parcels()
        self.parcels.add(1, 0.1)
        self.parcels.add(2, 10)
        self.parcels.add(3, 25)
        self.folder = tempfile.mkdtemp()
        self.before = os.environ.get("DEPOT")

    def tearDown(self):
        shutil.rmtree(self.folder)
        os.environ.pop("DEPOT", None)
        if self.before is not None:
            os.environ["DEPOT"] = self.before

    def test_total(self):
        self.parcels.add(4, 0.2)
        self.assertAlmostEqual(self.parcels.total(), 35.3)

    def test_take(self):
        self.assertEqual(self.parcels.take(2), 10)
        self.assertFalse(2 in self.parcels.by_number)

    def test_take_what_is_not_there(self):
        with self.assertRaisesRegex(ValueError, "no parcel 9"):
            self.parcels.take(9)

    def test_heavy(self):
        self.assertListEqual(self.parcels.heavy(), [3, 2])

    def test_depot(self):
        os.environ["DEPOT"] = "York"
        self.assertEqual(depot(), "York")

    def test_save(self):
        os.environ["DEPOT"] = "York"
        path = Path(self.folder) / "parcels.json"
        self.parcels.save(path)
        saved = json.loads(path.read_text())
        self.assertEqual(saved["depot"], "York")
        self.assertDictEqual(saved["parcels"], {"1": 0.1, "2": 10, "3": 25})


if __name__ == "__main__":
    unittest.main()
