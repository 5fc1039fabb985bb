def discount(amount, member):
    """Percentage off an order: 5 from 100, 10 from 500, and 2 more for a member."""
    percent = 0
    if amount >= 100:
        percent = 5
    if amount >= 500:
        percent = 10
    return percent + 2 if member and percent else percent
