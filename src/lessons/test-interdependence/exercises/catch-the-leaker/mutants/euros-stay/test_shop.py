from pathlib import Path

import shop


def in_currency(name):
    shop.SETTINGS.update(currency=name)


def test_label_in_euros():
    in_currency("EUR")
    assert shop.label(1) == "1.20 EUR"


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
