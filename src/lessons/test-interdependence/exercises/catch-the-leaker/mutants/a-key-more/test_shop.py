from pathlib import Path

import shop


def test_price():
    assert shop.price(2) == 2.4


def test_with_gifts():
    shop.SETTINGS["gifts"] = True
    assert shop.price(2) == 2.4


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
