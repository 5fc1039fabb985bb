"""The way in: what `warm` may not leave behind, what `refresh` must change, and what crosses."""

import json
import logging
import os
import random
import sys
import tempfile
import warnings

import pytest

from classroom import bridge, project


class TestWarm:
    @pytest.fixture
    def warmed(self, classroom):
        # What is there because of pytest around us, or of an earlier test, is not warm's.
        before = self.traces()
        bridge.warm()
        return before, self.traces()

    @staticmethod
    def traces():
        return {
            "environment": dict(os.environ),
            "folder": os.getcwd(),
            "files": sorted(os.listdir(project.ROOT)) if project.ROOT.exists() else [],
            "temporary": sorted(os.listdir(tempfile.gettempdir())),
            "path": list(sys.path),
            "filters": list(warnings.filters),
            "handlers": list(logging.root.handlers),
            "argv": list(sys.argv),
            "hook": sys.excepthook,
            "recursion": sys.getrecursionlimit(),
        }

    def test_leaves_nothing_to_see(self, warmed):
        before, after = warmed

        assert after == before

    def test_leaves_no_module_of_its_project(self, warmed):
        assert not {"warm", "test_warm"} & set(sys.modules)

    def test_tells_the_page_nothing(self, classroom, warmed):
        assert classroom.events == []

    def test_a_guard_after_it_still_sees_what_a_reader_replaces(self, classroom, mended, warmed):
        report = classroom.tests("import pytest\npytest.raises = None\ndef test_a(): pass", strict=True)

        assert report["replaced"] == ["pytest.raises"]

    def test_a_guard_after_it_finds_nothing_in_an_honest_run(self, classroom, warmed):
        assert classroom.tests("def test_a(): pass", strict=True)["replaced"] == []


def test_refresh_changes_what_chance_gives(classroom):
    state = random.getstate()
    bridge.refresh()
    first = random.random()
    random.setstate(state)
    bridge.refresh()

    assert random.random() != first


def test_what_crosses_is_json(classroom):
    given = {"id": "a", "filename": "a.py", "code": "'é'", "files": {}, "stdin": [], "probes": []}
    answer = bridge.call("runCell", json.dumps(given))

    assert json.loads(answer)["value"]["text"] == "'é'"


@pytest.mark.parametrize("text", ["'\\ud800'", "print('\\ud800')", "raise ValueError('\\ud800')"])
def test_half_a_surrogate_crosses_too(classroom, text):
    assert classroom.cell(text)["ended"] in ("ok", "raised")
