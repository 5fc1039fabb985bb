import logging

log = logging.getLogger("depot.packing")


def picture(order):
    """What the bench looks like just now. It takes a camera, and a while."""
    return " ".join(f"{item}@{place}" for place, item in enumerate(order["items"]))


def pack(order):
    log.info("%s", f"packing order {order['id']}")
    if log.isEnabledFor(logging.DEBUG):
        log.debug("bench: %s", picture(order))
    weight = sum(len(item) for item in order["items"]) / 10
    if weight > 2:
        log.warning("%s", "order {} weighs {:.2f} kg".format(order["id"], weight))
    if not order["items"]:
        log.error("%s", "order %s has nothing in it" % order["id"])
    return weight
