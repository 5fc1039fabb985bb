"""Files that a run made or changed are handed over as they are; those that it was given are not."""

import base64

from classroom.probes import files as probe


def left(report):
    return {file["path"]: file for file in report["observed"]["files"]["files"]}


def test_a_program_hands_over_what_it_wrote(classroom):
    main = (
        "import os, pathlib\npathlib.Path('out').mkdir()\npathlib.Path('out/a.md').write_text('# A\\n')\n"
        "pathlib.Path('given.txt').read_text()\n"
    )
    report = classroom.program({"main.py": main, "given.txt": "given"}, probes=("files",))

    assert left(report) == {
        "out/a.md": {"path": "out/a.md", "bytes": 4, "encoding": "utf-8", "content": "# A\n"}
    }


def test_a_given_file_that_changed_is_handed_over(classroom):
    main = "open('given.txt', 'a').write(' and more')\n"
    report = classroom.program({"main.py": main, "given.txt": "given"}, probes=("files",))

    assert left(report)["given.txt"]["content"] == "given and more"


def test_a_cell_hands_over_its_own_files_and_not_those_of_the_cell_before(classroom):
    classroom.cell("open('a.txt', 'w').write('a'); None", probes=("files",))
    report = classroom.cell("open('b.txt', 'w').write('b'); None", probes=("files",))

    assert list(left(report)) == ["b.txt"]


def test_what_a_run_wrote_before_it_failed_is_there(classroom):
    report = classroom.program({"main.py": "open('a.txt', 'w').write('a')\n1 / 0\n"}, probes=("files",))

    assert list(left(report)) == ["a.txt"]


def test_bytes_are_handed_over_as_they_are(classroom):
    report = classroom.program(
        {"main.py": "open('a.bin', 'wb').write(bytes(range(256)))\n"}, probes=("files",)
    )

    file = left(report)["a.bin"]
    assert file["encoding"] == "base64"
    assert base64.b64decode(file["content"]) == bytes(range(256))


def test_a_run_reads_the_bytes_that_it_was_given(classroom):
    given = "\0base64," + base64.b64encode(bytes(range(256))).decode()
    main = "content = open('a.bin', 'rb').read()\nassert content == bytes(range(256)), content\n"
    report = classroom.program({"main.py": main, "a.bin": given}, probes=("files",))

    assert report["ended"] == "ok"
    assert left(report) == {}


def test_a_file_too_large_is_named_with_its_size(classroom):
    report = classroom.program(
        {"main.py": f"open('a.txt', 'w').write('a' * {probe.BYTES_LIMIT + 1})\n"}, probes=("files",)
    )

    assert left(report)["a.txt"] == {
        "path": "a.txt",
        "bytes": probe.BYTES_LIMIT + 1,
        "encoding": None,
        "content": "",
    }


def test_files_beyond_the_limit_are_counted(classroom):
    report = classroom.program(
        {"main.py": "for n in range(23):\n    open(f'{n:02}.txt', 'w').write('x')\n"}, probes=("files",)
    )

    assert len(left(report)) == probe.MOST_FILES
    assert report["observed"]["files"]["leftOut"] == 3


def test_tests_hand_over_what_they_left(classroom):
    report = classroom.tests("def test_a():\n    open('a.txt', 'w').write('a')\n", probes=["files"])

    assert list(left(report)) == ["a.txt"]
