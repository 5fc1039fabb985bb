import shop


def test_label_in_pounds():
    assert shop.label(10) == "12.00 GBP"


def test_label_without_vat(monkeypatch):
    monkeypatch.setitem(shop.SETTINGS, "vat", 0.0)
    assert shop.label(10) == "10.00 GBP"


def test_region_from_the_environment(monkeypatch):
    import os

    os.environ["SHOP_REGION"] = "GG"
    assert shop.region() == "GG"


def test_log_grows(tmp_path):
    shop.log("opened", tmp_path / "shop.log")
    assert shop.log("closed", tmp_path / "shop.log") == 2
