"""The parcels that wait to be sent."""

import json
import os


class Parcels:
    def __init__(self):
        self.by_number = {}

    def add(self, number, kilos):
        self.by_number[number] = kilos

    def take(self, number):
        if number not in self.by_number:
            raise ValueError(f"no parcel {number}")
        return self.by_number.pop(number)

    def heavy(self):
        """Numbers of those of 10 kilos and more, the heaviest first."""
        numbers = [number for number, kilos in self.by_number.items() if kilos >= 10]
        return sorted(numbers, key=self.by_number.get, reverse=True)

    def total(self):
        return sum(self.by_number.values())

    def save(self, path):
        path.write_text(json.dumps({"depot": depot(), "parcels": dict.fromkeys(self.by_number, 0)}))


def depot():
    return os.environ.get("DEPOT", "Leeds")
