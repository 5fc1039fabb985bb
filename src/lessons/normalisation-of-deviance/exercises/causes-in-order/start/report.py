"""Writes a post-mortem as Markdown. You need not change it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Action:
    """One thing that will be different."""

    closes: str  # the cause that it takes away, by its id in the log
    what: str
    owner: str  # a team or a role: people move on
    due: int  # day; later than the incident


def write(
    summary: str, causes: Sequence[str], why: Mapping[str, str], actions: Sequence[Action], path: str = "post-mortem.md"
) -> None:
    """Writes the post-mortem to `path`."""
    lines = ["# Incident 41: addresses lost", "", summary.strip(), "", "## Contributing causes, as they came about", ""]
    lines += [f"{number}. **{cause}** {why.get(cause, '').strip()}" for number, cause in enumerate(causes, 1)]
    lines += ["", "## What we change", "", "| closes | what | owner | by |", "| --- | --- | --- | --- |"]
    lines += [f"| {a.closes} | {a.what} | {a.owner} | day {a.due} |" for a in actions]
    lines += ["", "## What went well, and where we were lucky", "", "(for the meeting)", ""]
    Path(path).write_text("\n".join(lines), encoding="utf-8")
