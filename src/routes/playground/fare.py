def fare(age: int, peak: bool) -> int:
    """What a ticket costs, in pence."""
    if age < 5:
        return 0
    if age < 16 or not peak:
        return 140
    return 280
