class NotEnough(Exception):
    pass


class Till:
    def __init__(self):
        self.items = []
        self.open = True

    def add(self, name, pence):
        self.items.append((name, pence))

    def _sum(self):
        return sum(price for _, price in self.items)

    def total(self, *, member=False):
        pence = self._sum()
        return pence + pence // 10 if member else pence

    def pay(self, pence):
        """The change."""
        missing = self._sum() - pence
        if missing > 0:
            raise NotEnough(f"{missing} p are missing")
        return -missing

    def receipt(self):
        """Its lines, one at a time."""
        for name, pence in self.items:
            yield f"{name} {pence / 100:.2f}"

    def close(self):
        self.open = False
        self.items.clear()
