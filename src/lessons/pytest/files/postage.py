"""What it costs to send a parcel."""

BANDS = [(100, 155), (750, 235), (2000, 355), (10_000, 675)]


def postage(grams, *, express=False):
    """Pence for a parcel of so many grams. ValueError for one that cannot be sent."""
    if grams <= 0:
        raise ValueError(f"a parcel of {grams} g weighs nothing")
    for limit, pence in BANDS:
        if grams < limit:
            return pence * 2 if express else pence
    raise ValueError(f"a parcel of {grams} g is too heavy: the limit is {BANDS[-1][0]} g")


def quote(weights):
    """A quote for several parcels."""
    return {
        "parcels": len(weights),
        "services": ["standard", "express"],
        "pence": sum(postage(grams) for grams in weights),
    }
