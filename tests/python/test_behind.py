"""Code that is changed behind its file: whoever calls it notices, whoever reads the file does not."""

import pytest

FILES = {"rates.py": "def double(n):\n    return 2 * n\n"}
CHANGED = {"rates.py": "def double(n):\n    return n + 2\n"}

READERS = {
    "inspect": "import inspect, rates\ndef test_it(): assert '2 * n' in inspect.getsource(rates.double)",
    "of the whole module": "import inspect, rates\ndef test_it(): assert '2 * n' in inspect.getsource(rates)",
    "its file": "import rates\ndef test_it(): assert '2 * n' in open(rates.__file__).read()",
    "the folder": "import rates\ndef test_it(): assert '2 * n' in open('rates.py').read()",
    "linecache": "import linecache, rates\ndef test_it(): assert '2 * n' in linecache.getline(rates.__file__, 2)",
    "its loader": "import rates\ndef test_it(): assert '2 * n' in rates.__loader__.get_source('rates')",
}

CALLERS = {
    "an import": "from rates import double\ndef test_it(): assert double(5) == 10",
    "an import in the test": "def test_it():\n    import rates\n    assert rates.double(5) == 10",
    "importlib": "import importlib\ndef test_it(): assert importlib.import_module('rates').double(5) == 10",
    "a module imported again": "import importlib, rates\ndef test_it(): assert importlib.reload(rates).double(5) == 10",
    "runpy": "import runpy\ndef test_it(): assert runpy.run_module('rates')['double'](5) == 10",
}


def outcomes(report):
    return [test["outcome"] for test in report["tests"]]


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
def test_a_test_that_reads_the_file_notices_nothing(classroom, reader):
    report = classroom.tests({**FILES, "test_it.py": reader}, behind=CHANGED)

    assert outcomes(report) == ["passed"]


@pytest.mark.parametrize("caller", CALLERS.values(), ids=CALLERS)
def test_a_test_that_calls_notices(classroom, caller):
    report = classroom.tests({**FILES, "test_it.py": caller}, behind=CHANGED)

    assert outcomes(report) == ["failed"]


def test_modules_in_packages_are_changed_too(classroom):
    files = {
        "shop/__init__.py": "TAX = 1\n",
        "shop/till.py": "from shop import TAX\nPRICE = 2\n",
        "test_it.py": "from shop import TAX, till\ndef test_it(): assert (TAX, till.PRICE, till.TAX) == (1, 2, 1)",
    }

    assert outcomes(classroom.tests(files, behind={"shop/till.py": "from shop import TAX\nPRICE = 3\n"})) == [
        "failed"
    ]
    assert outcomes(classroom.tests(files, behind={"shop/__init__.py": "TAX = 4\n"})) == ["failed"]
    assert outcomes(classroom.tests(files)) == ["passed"]


def test_the_next_run_has_the_files_again(classroom):
    files = {**FILES, "test_it.py": CALLERS["an import"]}

    assert outcomes(classroom.tests(files)) == ["passed"]
    assert outcomes(classroom.tests(files, behind=CHANGED)) == ["failed"]
    assert outcomes(classroom.tests(files)) == ["passed"]


def test_code_that_is_no_python_breaks_the_import(classroom):
    report = classroom.tests({**FILES, "test_it.py": CALLERS["an import"]}, behind={"rates.py": "def"})

    assert [broken["exception"]["type"] for broken in report["broken"]] == ["SyntaxError"]


def test_a_run_that_takes_finders_out_leaves_none(classroom):
    code = "import sys\ndef test_it(): sys.meta_path.pop(0)"

    assert outcomes(classroom.tests({**FILES, "test_it.py": code}, behind=CHANGED)) == ["passed"]
    assert outcomes(classroom.tests({**FILES, "test_it.py": CALLERS["an import"]})) == ["passed"]
