"""What a file is by its name: the same here as on the page, which reads the same list (src/lib/runtime/files.test.ts)."""

import json
from pathlib import Path

import pytest

from classroom import project

NAMES = json.loads(
    (Path(__file__).parent.parent / "fixtures" / "file-names.json").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("name", NAMES, ids=lambda name: name["path"] or "nothing")
def test_it_is_what_it_is_to_the_page(name):
    path = name["path"]
    told = {"isTest": project.is_test_file(path), "isCode": project.python_files([path]) == [path]}

    assert told == {"isTest": name["isTest"], "isCode": name["isCode"]}
