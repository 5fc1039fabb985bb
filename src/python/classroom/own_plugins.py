"""pytest looks through every name of its forty own plugins as each session begins, once for hooks and once for fixtures, which takes
longer than a small project's tests. Meanwhile those modules list only such names when they are asked for them."""

import sys
from collections.abc import Iterator
from types import ModuleType

import pytest
from _pytest.config import default_plugins
from _pytest.fixtures import FixtureFunctionDefinition


class OwnPlugins:
    """A pytest plugin: `with own:` around the session, which must have it as a plugin. What a project's tests see of the modules
    is as ever: they run later."""

    def __enter__(self) -> None:
        for module in _modules():
            # What dir() of a module asks: https://docs.python.org/3/reference/datamodel.html#module.__dir__
            module.__dict__["__dir__"] = lambda space=module.__dict__: [
                name
                for name, value in space.items()
                if name.startswith("pytest_") or type(value) is FixtureFunctionDefinition
            ]

    def __exit__(self, *_error: object) -> None:
        for module in _modules():
            module.__dict__.pop("__dir__", None)

    @pytest.hookimpl(trylast=True)
    def pytest_sessionstart(self) -> None:
        """All plugins are registered, and all their fixtures known."""
        self.__exit__()


def _modules() -> Iterator[ModuleType]:
    for name in default_plugins:
        module = sys.modules.get(f"_pytest.{name}")
        if type(module) is ModuleType:
            yield module
