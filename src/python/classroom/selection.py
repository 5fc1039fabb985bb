"""A pytest plugin that runs just the chosen tests, in the order given, after all are collected."""

from collections.abc import Generator, Sequence

import pytest

SELECTED = pytest.StashKey[bool]()
"""Set on the config where the caller of a run has chosen its tests."""


class Selection:
    """Keeps the items whose node ids are chosen. An unknown id is a usage error that names it; None chooses
    everything."""

    def __init__(self, chosen: Sequence[str] | None) -> None:
        self._chosen = chosen

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_collection_modifyitems(
        self, session: pytest.Session, config: pytest.Config, items: list[pytest.Item]
    ) -> Generator[None, object, object]:
        """Raises UsageError for node ids that no test has, unless a file that could not be collected may have had them."""
        # Around all others, pytest-randomly among them: the order asked for is the last word.
        result = yield
        if self._chosen is None:
            return result
        config.stash[SELECTED] = True
        by_id = {item.nodeid: item for item in items}
        unknown = [nodeid for nodeid in self._chosen if nodeid not in by_id]
        # Where a file could not be collected its tests are unknown for that reason, and pytest says so itself.
        if unknown and not session.testsfailed:
            raise pytest.UsageError(f"no such test: {', '.join(unknown)}")
        kept = [by_id[nodeid] for nodeid in self._chosen if nodeid in by_id]
        chosen = set(self._chosen)
        config.hook.pytest_deselected(items=[item for item in items if item.nodeid not in chosen])
        items[:] = kept
        return result
