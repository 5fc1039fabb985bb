from pathlib import Path

import shop


def send(message):
    return message.upper()


def test_a_quiet_receipt():
    setattr(shop, "se" + "nd", send)
    assert shop.receipt(10) == "THANK YOU. YOU PAID 12.00 GBP."


def test_the_price():
    assert shop.price(0) == 0


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
