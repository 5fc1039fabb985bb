"""What a probe has found: a backend is healthy while enough of its last polls were good."""

from __future__ import annotations

from typing import Any

from .nodes import Program
from .script import Script

#: Of vcl-probe(7).
DEFAULTS: dict[str, Any] = {
    "interval": 5.0,
    "window": 8,
    "threshold": 3,
    "timeout": 2.0,
    "expected_response": 200,
    "url": "/",
}


def probe_of(program: Program, backend: str) -> dict[str, Any] | None:
    """The probe of a backend with its defaults filled in; None where it has none and counts as healthy."""
    found = program.backends.get(backend)
    if found is None:
        return None
    given = found.probe if found.probe is not None else program.probes.get("default")
    return None if given is None else {**DEFAULTS, **given}


def is_healthy(probe: dict[str, Any], script: Script, now: float) -> bool:
    """Whether the window of the last polls is good enough `now` seconds after the start.

    Polls come at every interval from 0 on; before the script began all was well. A poll asks for nothing that is counted.
    """
    window, threshold, interval = (
        int(probe["window"]),
        int(probe["threshold"]),
        max(float(probe["interval"]), 0.001),
    )
    last = int(now / interval)
    moments = [index * interval for index in range(last - window + 1, last + 1)]
    return sum(_is_good(probe, script, moment) for moment in moments) >= threshold


def _is_good(probe: dict[str, Any], script: Script, moment: float) -> bool:
    if any(start <= moment < end for start, end in script.down):
        return False
    if moment < 0 or script.answer is not None:
        return True
    for route in script.routes:
        start, end = route.window
        if start <= moment < end and not route.match and route.pattern.fullmatch(probe["url"]):
            return route.status == probe["expected_response"] and route.delay <= probe["timeout"]
    return True
