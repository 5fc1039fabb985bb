"""What a reader is told where a fixture cannot be had, or is used for something else: one sentence, pytest's words, the right line."""

import pytest

CYCLE = """import pytest

@pytest.fixture
def a(b): return 1

@pytest.fixture
def b(a): return 2

def test_x(a): pass
"""
CASES = {
    "a cycle": (
        CYCLE,
        "a asks for b, which asks for a: in a circle none of them can be set up first.",
        "recursive dependency involving fixture 'a' detected",
        7,
    ),
    "a longer cycle, entered from outside": (
        CYCLE.replace("def test_x(a)", "@pytest.fixture\ndef c(a): pass\n\ndef test_x(c)"),
        "a asks for b, which asks for a: in a circle",
        "recursive dependency",
        7,
    ),
    "itself": (
        "import pytest\n\n@pytest.fixture(scope='session')\ndef a(a): pass\n\ndef test_x(a): pass\n",
        "a asks for itself, and there is no other fixture of that name",
        "recursive dependency",
        4,
    ),
    "missing": (
        "def test_x(databse): pass\n",
        "This test asks for databse, and no fixture has that name: check the spelling",
        "fixture 'databse' not found",
        1,
    ),
    "misspelt": (
        "import pytest\n\n@pytest.fixture\ndef database(): pass\n\ndef test_x(databse): pass\n",
        "This test asks for databse, and no fixture has that name; there is database, which is spelt much the same.",
        "fixture 'databse' not found",
        6,
    ),
    "missing to a fixture": (
        "import pytest\n\n@pytest.fixture\n# of the office\ndef register(nowhere): pass\n\ndef test_x(register): pass\n",
        "The fixture register asks for nowhere",
        "fixture 'nowhere' not found",
        5,
    ),
    "a wide one on a narrow one": (
        "import pytest\n\n@pytest.fixture\ndef server(): pass\n\n@pytest.fixture(scope='session')\ndef database(server): pass\n\n"
        "def test_x(database): pass\n",
        "database lives for a whole session and asks for server, which is torn down after each test",
        "ScopeMismatch: You tried to access the function scoped fixture server",
        6,
    ),
    "called like a function": (
        "import pytest\n\n@pytest.fixture\ndef server(): return 1\n\ndef test_x(): assert server() == 1\n",
        "server is a fixture and was called like a function",
        'Fixture "server" called directly',
        6,
    ),
    "used without being asked for": (
        "import pytest\n\n@pytest.fixture\ndef server(): return 1\n\ndef test_x(): assert server == 1\n",
        "server is the fixture itself here, not what it hands over",
        "assert <pytest_fixture",
        6,
    ),
    "an item of it without being asked for": (
        "import pytest\n\n@pytest.fixture\ndef rows(): return [1]\n\ndef test_x(): assert rows[0] == 1\n",
        "This is the fixture itself, not what it hands over",
        "'FixtureFunctionDefinition' object is not subscriptable",
        6,
    ),
    "no yield": (
        "import pytest\n\n@pytest.fixture\ndef server():\n    if False: yield\n\ndef test_x(server): pass\n",
        "server came to its end without a yield",
        "server did not yield a value",
        7,
    ),
    "two yields": (
        "import pytest\n\n@pytest.fixture\ndef server():\n    yield\n    yield\n\ndef test_x(server): pass\n",
        "this one comes to a second yield",
        "fixture function has more than one 'yield'",
        3,
    ),
    "no parameter": (
        "import pytest\n\n@pytest.fixture\ndef n(request): return request.param\n\ndef test_x(n): pass\n",
        "This fixture reads request.param and is given none",
        "'SubRequest' object has no attribute 'param'",
        4,
    ),
    "async": (
        "import pytest\n\n@pytest.fixture\nasync def n(): pass\n\ndef test_x(n): pass\n",
        "n is an async def, and pytest without a plugin cannot wait for it.",
        "'test_x' requested an async fixture 'n'",
        6,
    ),
    "a set-up that fails": (
        "import pytest\n\n@pytest.fixture\ndef n():\n    return 1 / 0\n\ndef test_x(n): pass\n",
        "Something is divided by zero here",
        "division by zero",
        5,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_is_told_with_its_line(classroom, name):
    code, sentence, words, line = CASES[name]
    (test,) = classroom.tests(code, probes=["fixtures"])["tests"]
    exception = test["exception"]

    assert sentence in exception["friendly"]
    assert exception["message"].startswith(words)
    assert exception["at"]["line"] == line


@pytest.mark.parametrize(
    ("code", "sentence", "line"),
    [
        (
            "import pytest\n\n@pytest.mark.slow\n@pytest.fixture\ndef n(): pass\n\ndef test_x(n): pass\n",
            "A mark does nothing to a fixture",
            3,
        ),
        (
            "import pytest\n\n@pytest.fixture(scope='sesion')\ndef n(): pass\n\ndef test_x(n): pass\n",
            "sesion is no scope: there are function, class, module, package and session.",
            3,
        ),
    ],
)
def test_what_breaks_a_file_is_told_too(classroom, code, sentence, line):
    (broken,) = classroom.tests(code)["broken"]

    assert sentence in broken["exception"]["friendly"]
    assert broken["exception"]["at"]["line"] == line


def test_a_message_of_the_readers_own_is_left_alone(classroom):
    code = "def test_x(): raise ValueError('a scope value that is odd')\n"
    (test,) = classroom.tests(code)["tests"]

    assert "is no scope" not in test["exception"]["friendly"]
