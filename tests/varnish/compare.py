"""What counts as the same answer: every field, but for what differs from run to run."""

from __future__ import annotations

import re

#: Headers that carry the time, a transaction number, or which thread was first.
VOLATILE = {"date", "x-varnish", "transfer-encoding"}
_XID = re.compile(r"(<p>XID: )\d+")


def comparable(exchange: dict) -> dict:
    body = exchange["body"] or ""
    guru = "Guru Meditation" in body or "Retry-After" in exchange["headers"]
    headers = {
        name.lower(): (name, value)
        for name, value in exchange["headers"].items()
        if name.lower() not in VOLATILE
        and not (guru and name.lower() in ("content-length", "content-range"))
    }
    return {**exchange, "body": _XID.sub(r"\1", body), "headers": headers}


def differences(got: object, expected: object) -> list[str]:
    """Each difference in a line; none where they are the same."""
    if isinstance(expected, dict) or isinstance(got, dict):
        if not (isinstance(expected, dict) and isinstance(got, dict)):
            return [f"expected {_short(expected)}, got {_short(got)}"]
        return [] if got["line"] == expected["line"] else [f"line {expected['line']} expected, got {got['line']}: {got['message']}"]
    assert isinstance(expected, list)
    assert isinstance(got, list)
    found = []
    for index, (one, other) in enumerate(zip(got, expected, strict=True)):
        left, right = comparable(one), comparable(other)
        for key, wanted in right.items():
            if key != "headers" and left[key] != wanted:
                found.append(f"#{index} {key}: expected {wanted!r}, got {left[key]!r}")
        for name in sorted(left["headers"].keys() | right["headers"].keys()):
            have, want = left["headers"].get(name), right["headers"].get(name)
            if name == "content-length" and "Transfer-Encoding" in other["headers"]:
                continue  # whether a body is sent in chunks depends on which thread is first
            if have != want:
                found.append(f"#{index} header {name}: expected {want and want[1]!r}, got {have and have[1]!r}")
    return found


def _short(value: object) -> str:
    return "a list of answers" if isinstance(value, list) else str(value)[:200]
