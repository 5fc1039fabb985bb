"""Why pytest ran no test, or not one that a file seems to hold: in its own words where it has any, and else by what it did."""

import ast
import fnmatch
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from classroom import project
from classroom.redefined import Lost

if TYPE_CHECKING:
    from classroom.shapes import TestResult

_ANSWERS = (
    pytest.PytestCollectionWarning,
    pytest.PytestUnknownMarkWarning,
    pytest.PytestReturnNotNoneWarning,
)
"""What pytest only warns of, and what says why a test was not run or shows nothing."""

_CONSTRUCTOR = re.compile(
    r"(cannot collect test class '(\w+)' because it has a __\w+__ constructor) \(from: .+\)"
)


@dataclass
class Unrun:
    """What a session has left out, as far as it has been told of it."""

    files: Mapping[str, str]
    modules: set[str] = field(default_factory=set)
    """Files of tests that pytest looked into."""
    deselected: int = 0
    answers: list[str] = field(default_factory=list)
    uncollected: list[tuple[str, Lost]] = field(default_factory=list)
    """Classes with tests that pytest cannot collect, by their files."""

    def warned(self, warning: Warning | str, file: str | None, line: int) -> None:
        """Takes note of what pytest warned of at this line."""
        if not isinstance(warning, _ANSWERS):
            return
        words = str(warning)
        constructor = _CONSTRUCTOR.fullmatch(words)
        if constructor and file is not None and _holds_tests(self.files.get(file, ""), constructor[2]):
            self.uncollected.append((file, Lost(constructor[2], constructor[1], line, None)))
            return
        words = (
            constructor[1] if constructor else words.split("  You can register")[0].split("\nSee https")[0]
        )
        where = "" if file is None else f"{file}:{line}: "
        self.answers.append(f"{where}{' '.join(words.split())}")

    def reasons(self, config: pytest.Config, ran: Sequence[TestResult]) -> list[str]:
        """pytest's answers, and, where no test has run, what it did instead."""
        return [*self.answers, *([] if any(test["line"] for test in ran) else self._nothing(config))]

    def _nothing(self, config: pytest.Config) -> list[str]:
        option = config.option
        by = [f"{name} {value}" for name, value in (("-k", option.keyword), ("-m", option.markexpr)) if value]
        by += [f"--deselect {value}" for value in option.deselect or ()]
        if self.deselected:
            tests = "1 test" if self.deselected == 1 else f"{self.deselected} tests"
            chosen = f": {' and '.join(by)} left none" if by else ""
            return [f"pytest collected {tests} and deselected all of them{chosen}."]
        if self.modules or self.uncollected:
            return []
        patterns = config.getini("python_files")
        wanted = [name for name in self.files if _is_named(name, patterns)]
        if wanted:
            return [f"pytest did not look into {_listed(wanted)}: an argument or a setting leaves it out."]
        return [f"No file here is named as pytest looks for them: {' or '.join(patterns)}."]


def _is_named(name: str, patterns: Sequence[str]) -> bool:
    base = name.rsplit("/", 1)[-1]
    return base.endswith(".py") and any(
        fnmatch.fnmatch(name if "/" in each else base, each) for each in patterns
    )


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names) if len(names) < 4 else f"{len(names)} files"


def _holds_tests(source: str, name: str) -> bool:
    try:
        tree = ast.parse(source)
    except SyntaxError, ValueError, RecursionError:
        return False
    return any(
        isinstance(node, ast.ClassDef)
        and node.name == name
        and any(
            isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef) and each.name.startswith("test")
            for each in node.body
        )
        for node in ast.walk(tree)
    )


def module_of(collector: pytest.Collector) -> str | None:
    """The file of tests that pytest looks into by this; None for any other part of its collection."""
    return project.relative(str(collector.path)) if isinstance(collector, pytest.Module) else None
