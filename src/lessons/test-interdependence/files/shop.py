import functools
import os

SETTINGS = {"currency": "GBP", "vat": 0.20}


def price(net):
    return round(net * (1 + SETTINGS["vat"]), 2)


def label(net):
    return f"{price(net):.2f} {SETTINGS['currency']}"


def basket(item, items=[]):
    items.append(item)
    return items


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
        return len(file.readlines())


class Till:
    _only = None

    def __new__(cls):
        if cls._only is None:
            cls._only = super().__new__(cls)
            cls._only.taken = 0
        return cls._only

    def take(self, amount):
        self.taken += amount
        return self.taken
