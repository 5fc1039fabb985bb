import functools
import os

SETTINGS = {"currency": "GBP", "vat": 0.20}


def price(net):
    return round(net * (1 + SETTINGS["vat"]), 2)


def label(net):
    return f"{price(net):.2f} {SETTINGS['currency']}"


@functools.cache
def region():
    return os.environ.get("SHOP_REGION", "GB")


def send(message):
    raise OSError("no mail server here")


def receipt(net):
    return send(f"Thank you. You paid {label(net)}.")


def log(line, path="shop.log"):
    with open(path, "a") as file:
        file.write(line + "\n")
    with open(path) as file:
        return len(file.readlines()) + 1
