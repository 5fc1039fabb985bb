import pytest
import shop


@pytest.fixture(autouse=True)
def fresh_shop(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SHOP_REGION", raising=False)
    shop.region.cache_clear()
    yield
    shop.region.cache_clear()


def test_label_in_pounds():
    assert shop.label(10) == "12.00 GBP"


def test_label_without_vat():
    shop.SETTINGS["vat"] = 0.0
    assert shop.label(10) == "10.00 GBP"
    shop.SETTINGS["vat"] = 0.20


def test_receipt_cannot_be_sent():
    with pytest.raises(OSError, match="no mail server"):
        shop.receipt(10)


def test_receipt_thanks(monkeypatch):
    monkeypatch.setattr(shop, "send", lambda message: message)
    assert shop.receipt(10) == "Thank you. You paid 12.00 GBP."


def test_region_is_gb_by_default():
    assert shop.region() == "GB"


def test_region_from_the_environment(monkeypatch):
    monkeypatch.setenv("SHOP_REGION", "GG")
    assert shop.region() == "GG"


def test_log_begins_empty():
    assert shop.log("opened") == 1


def test_log_grows():
    shop.log("opened")
    assert shop.log("closed") == 2
