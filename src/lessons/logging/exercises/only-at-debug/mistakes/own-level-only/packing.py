import logging

log = logging.getLogger("depot.packing")


def picture(order):
    """What the bench looks like just now. It takes a camera, and a while."""
    return " ".join(f"{item}@{place}" for place, item in enumerate(order["items"]))


def pack(order):
    log.info("packing order %s", order["id"])
    if log.level <= logging.DEBUG:
        log.debug("bench: %s", picture(order))
    weight = sum(len(item) for item in order["items"]) / 10
    if weight > 2:
        log.warning("order %s weighs %.2f kg", order["id"], weight)
    if not order["items"]:
        log.error("order %s has nothing in it", order["id"])
    return weight
