import os
from pathlib import Path

import shop

os.environ["SHOP_REGION"] = "NO"


def test_region_as_it_is_set():
    assert shop.region() == "NO"


def test_region_of_sweden():
    os.environ.update(SHOP_REGION="SE")
    assert shop.region() == "SE"


def test_at_till_seven():
    os.environ["TILL"] = "7"
    assert shop.price(10) == 12


def test_a_dearer_shop():
    before = shop.SETTINGS["vat"]
    shop.SETTINGS["vat"] = 0.25
    try:
        assert shop.price(100) == 125
    finally:
        shop.SETTINGS["vat"] = before


def test_a_sent_receipt(monkeypatch):
    sent = []
    monkeypatch.setattr(shop, "send", sent.append)
    shop.receipt(5)
    assert len(sent) == 1


def test_a_file_of_its_own():
    shop.log("till", "till.log")
    Path("till.log").unlink()
