LEVELS = {"tea": 12, "jam": 3}
THRESHOLD = 5
_listeners = []


def on_low(listener):
    _listeners.append(listener)


def take(item, amount):
    if amount > LEVELS[item]:
        raise ValueError(f"only {LEVELS[item]} of {item} left")
    LEVELS[item] -= amount
    if LEVELS[item] < THRESHOLD:
        for listener in _listeners:
            listener(item)
    return LEVELS[item]


def restock(levels):
    LEVELS.clear()
    LEVELS.update(levels)


def low():
    return sorted(item for item, level in LEVELS.items() if level < THRESHOLD)
