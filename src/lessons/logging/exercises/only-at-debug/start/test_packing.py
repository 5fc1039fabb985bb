import packing


def test_weight():
    order = {"id": 7, "items": ["teapot", "sugar bowl", "tray"]}
    assert packing.pack(order) == 2.0


def test_at_info(caplog):
    with caplog.at_level("INFO", logger="depot.packing"):
        packing.pack({"id": 7, "items": ["tea", "jam"]})
    assert caplog.messages == ["packing order 7"]


def test_at_debug(caplog):
    with caplog.at_level("DEBUG", logger="depot.packing"):
        packing.pack({"id": 7, "items": ["tea", "jam"]})
    assert caplog.messages == ["packing order 7", "bench: tea@0 jam@1"]
