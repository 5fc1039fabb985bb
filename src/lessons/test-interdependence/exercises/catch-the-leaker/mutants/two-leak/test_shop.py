from pathlib import Path

import shop


def test_price():
    assert shop.price(10) == 12


def test_orders_are_noted():
    assert shop.log("one tea", "orders.txt") == 1


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


def test_no_vat_at_all():
    shop.SETTINGS["vat"] = 0
    assert shop.price(10) == 10


def test_nothing_costs_nothing():
    assert shop.price(0) == 0
