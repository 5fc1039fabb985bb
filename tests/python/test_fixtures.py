"""The timeline of fixtures, held against what pytest is known to do: the order of set-up and teardown, scopes, who asked."""

import pytest

HEAD = "import pytest\n\n\n"


class Seen:
    """A report, read by name."""

    def __init__(self, report):
        self.report = report
        self.seen = report["observed"]["fixtures"]
        self.names = [fixture["name"] for fixture in self.seen["fixtures"]]
        self.tests = [test["id"].split("::")[-1] for test in self.seen["tests"]]

    def looks(self, name):
        return next(fixture for fixture in self.seen["fixtures"] if fixture["name"] == name)

    def asks(self, name):
        return [self.names[number] for number in self.looks(name)["asks"]]

    def test(self, name):
        return self.seen["tests"][self.tests.index(name)]

    def asked_by_test(self, name):
        return [self.names[number] for number in self.test(name)["asks"]]

    def lives(self, name):
        return [life for life in self.seen["lives"] if self.names[life["fixture"]] == name]

    def events(self):
        """All that happened, in words, in order."""
        told = []
        for life in self.seen["lives"]:
            name = self.names[life["fixture"]]
            told.append((life["setUp"]["begin"], f"+{name}"))
            if life["tearDown"]:
                told.append((life["tearDown"]["begin"], f"-{name}"))
        for test, name in zip(self.seen["tests"], self.tests, strict=True):
            if test["call"]:
                told.append((test["call"]["begin"], name))
        return " ".join(words for _, words in sorted(told))


@pytest.fixture
def watch(classroom):
    def run(files, **more):
        given = files if isinstance(files, dict) else {"test_it.py": HEAD + files}
        return Seen(classroom.tests(given, probes=["fixtures"], **more))

    return run


CHAIN = """
@pytest.fixture(scope={scope!r})
def engine():
    yield

@pytest.fixture
def session(engine):
    yield

@pytest.fixture
def order(session):
    return 1

def test_empty(session): pass
def test_refund(order): pass
"""


@pytest.mark.parametrize(
    ("scope", "events"),
    [
        (
            "session",
            "+engine +session test_empty -session +session +order test_refund -order -session -engine",
        ),
        (
            "module",
            "+engine +session test_empty -session +session +order test_refund -order -session -engine",
        ),
        (
            "function",
            "+engine +session test_empty -session -engine +engine +session +order test_refund -order -session -engine",
        ),
    ],
)
def test_order_follows_the_scope(watch, scope, events):
    seen = watch(CHAIN.format(scope=scope))

    assert seen.events() == events
    assert seen.looks("engine")["scope"] == scope


def test_who_asked_for_whom(watch):
    seen = watch(CHAIN.format(scope="session"))

    assert seen.asked_by_test("test_refund") == ["order"]
    assert seen.asks("order") == ["session"]
    assert seen.asks("session") == ["engine"]
    # pytest sets up what is wider first; it was asked for by the narrower one all the same.
    assert seen.asked_by_test("test_empty") == ["session"]


def test_one_life_serves_every_test_that_used_it(watch):
    seen = watch(CHAIN.format(scope="session"))

    engine = seen.seen["lives"].index(seen.lives("engine")[0])
    assert [engine in test["used"] for test in seen.seen["tests"]] == [True, True]
    assert [seen.seen["lives"][number]["test"] for number in seen.test("test_refund")["used"]] == [0, 1, 1]


def test_what_it_is_torn_down_after(watch):
    seen = watch(CHAIN.format(scope="session"))

    assert [life["tornDownIn"] for life in seen.lives("session")] == [0, 1]
    assert seen.lives("engine")[0]["test"] == 0
    assert seen.lives("engine")[0]["tornDownIn"] == 1


def test_times_belong_to_the_fixture_alone(watch):
    seen = watch(
        """
import time

@pytest.fixture
def outer():
    yield
    time.sleep(0.02)

@pytest.fixture
def inner(outer):
    time.sleep(0.02)
    yield
    time.sleep(0.04)

def test_a(inner): pass
"""
    )
    at = seen.seen["moments"]
    spent = {
        (name, phase): at[life[phase]["end"]] - at[life[phase]["begin"]]
        for name in ("outer", "inner")
        for life in seen.lives(name)
        for phase in ("setUp", "tearDown")
    }
    assert spent["outer", "setUp"] < 0.015 < spent["inner", "setUp"] < 0.038
    assert spent["outer", "tearDown"] < 0.038 < spent["inner", "tearDown"]
    assert at == sorted(at)


def test_autouse_is_told_apart(watch):
    seen = watch(
        """
@pytest.fixture(autouse=True)
def clock(): pass

@pytest.fixture
def data(): pass

def test_a(data): pass

def test_b(clock): pass

@pytest.mark.usefixtures("data")
def test_c(): pass
"""
    )
    assert {name: seen.looks(name)["autouse"] for name in seen.names} == {"clock": True, "data": False}
    given = [[seen.names[number] for number in test["given"]] for test in seen.seen["tests"]]
    assert [seen.asked_by_test(name) for name in seen.tests] == [["data"], ["clock"], ["data"]]
    assert given == [["clock"], [], ["clock"]]


def test_where_it_is_defined(watch):
    seen = watch("@pytest.fixture\ndef data(tmp_path): pass\n\ndef test_a(data): pass\n")

    assert (seen.looks("data")["file"], seen.looks("data")["line"]) == ("test_it.py", 4)
    assert (seen.looks("tmp_path")["file"], seen.looks("tmp_path")["line"]) == (None, None)
    assert seen.asks("data") == ["tmp_path"]


def test_a_setup_that_fails_is_told_and_torn_down(watch):
    seen = watch(
        """
@pytest.fixture
def base():
    yield

@pytest.fixture
def broken(base, request):
    request.addfinalizer(lambda: None)
    raise ValueError("no rooms")

def test_a(broken): pass
"""
    )
    (life,) = seen.lives("broken")
    assert life["setUp"]["trouble"] == "ValueError: no rooms"
    assert life["hasTeardown"]
    assert life["tearDown"]["trouble"] is None
    assert seen.test("test_a")["call"] is None
    assert seen.lives("base")[0]["setUp"]["trouble"] is None
    assert seen.events() == "+base +broken -broken -base"


def test_a_wide_fixture_that_fails_is_set_up_once(watch):
    seen = watch(
        """
@pytest.fixture(scope="session")
def server(): raise OSError("no server")

def test_a(server): pass
def test_b(server): pass
"""
    )
    assert len(seen.lives("server")) == 1
    assert [test["outcome"] for test in seen.report["tests"]] == ["error", "error"]
    assert seen.asked_by_test("test_b") == ["server"]


def test_a_teardown_that_fails_is_blamed_alone(watch):
    seen = watch(
        """
@pytest.fixture
def outer():
    yield

@pytest.fixture
def inner(outer):
    yield
    raise OSError("still open")

def test_a(inner): pass
"""
    )
    trouble = {life["fixture"]: life["tearDown"]["trouble"] for life in seen.seen["lives"]}
    assert trouble == {seen.names.index("outer"): None, seen.names.index("inner"): "OSError: still open"}


def test_two_teardowns_that_fail_are_both_blamed(watch):
    seen = watch(
        """
@pytest.fixture
def one():
    yield
    raise OSError("one")

@pytest.fixture
def two():
    yield
    raise ValueError("two")

def test_a(one, two): pass
"""
    )
    assert [seen.lives(name)[0]["tearDown"]["trouble"] for name in ("one", "two")] == [
        "OSError: one",
        "ValueError: two",
    ]


def test_a_skip_in_a_fixture_is_no_trouble(watch):
    seen = watch("@pytest.fixture\ndef slow(): pytest.skip('not today')\n\ndef test_a(slow): pass\n")

    assert seen.lives("slow")[0]["setUp"]["trouble"] is None
    assert seen.test("test_a")["call"] is None


def test_without_teardown_it_still_ends(watch):
    seen = watch("@pytest.fixture\ndef data(): return 1\n\ndef test_a(data): pass\n")

    (life,) = seen.lives("data")
    assert life["hasTeardown"] is False
    assert life["tearDown"]["trouble"] is None


def test_arguments_of_parametrize_are_no_fixtures(watch):
    seen = watch(
        "@pytest.fixture\ndef data(): pass\n\n@pytest.mark.parametrize('n', [1, 2])\ndef test_a(n, data): pass\n"
    )
    assert seen.names == ["data"]


def test_a_fixture_with_params_has_a_life_for_each(watch):
    seen = watch(
        """
@pytest.fixture(scope="module", params=["north", object()])
def wing(request): return request.param

def test_a(wing): pass
def test_b(wing): pass
"""
    )
    assert [life["param"] for life in seen.lives("wing")] == ["'north'", "parameter 2"]
    assert seen.events() == "+wing test_a[north] test_b[north] -wing +wing test_a[wing1] test_b[wing1] -wing"


def test_what_is_asked_for_while_it_runs(watch):
    seen = watch(
        """
@pytest.fixture(scope="session")
def wide(): pass

@pytest.fixture
def late(): pass

@pytest.fixture
def chooser(request):
    request.getfixturevalue("late")

def test_a(request, wide, chooser):
    pass

def test_b(request):
    request.getfixturevalue("wide")
"""
    )
    assert seen.asks("chooser") == ["late"]
    assert seen.asked_by_test("test_b") == ["wide"]
    # `late` is set up while `chooser` is.
    (late,), (chooser,) = seen.lives("late"), seen.lives("chooser")
    assert chooser["setUp"]["begin"] < late["setUp"]["begin"] < late["setUp"]["end"] < chooser["setUp"]["end"]


def test_an_override_asks_for_the_one_it_overrides(watch):
    seen = watch(
        {
            "conftest.py": HEAD + "@pytest.fixture(scope='session')\ndef data(): return 1\n",
            "test_it.py": HEAD + "@pytest.fixture\ndef data(data): return data\n\ndef test_a(data): pass\n",
        }
    )
    assert [fixture["scope"] for fixture in seen.seen["fixtures"]] == ["session", "function"]
    assert [fixture["asks"] for fixture in seen.seen["fixtures"]] == [[], [0]]
    assert seen.test("test_a")["asks"] == [1]


def test_scopes_of_class_and_package(watch):
    seen = watch(
        {
            "conftest.py": HEAD
            + "@pytest.fixture(scope='package')\ndef house(): yield\n\n@pytest.fixture(scope='class')\ndef team(): yield\n",
            "test_it.py": "class TestOne:\n    def test_a(self, house, team): pass\n    def test_b(self, team): pass\n\n"
            "def test_alone(team): pass\ndef test_last(): pass\n",
        }
    )
    # Outside a class it lives for one test; the package of the root conftest.py is the whole session.
    assert seen.events() == "+house +team test_a test_b -team +team test_alone -team test_last -house"


def test_setup_methods_have_names_of_their_own(watch):
    seen = watch("def setup_module(): pass\n\ndef test_a(): pass\n")

    assert (seen.names, seen.looks("setup_module")["autouse"]) == (["setup_module"], True)


def test_a_session_cut_short_tells_what_was_torn_down(watch):
    seen = watch(
        "@pytest.fixture(scope='session')\ndef wide(): yield\n\ndef test_a(wide): assert 0\ndef test_b(wide): pass\n",
        args=["-x"],
    )
    assert seen.tests == ["test_a"]
    assert seen.lives("wide")[0]["tearDown"] is not None


def test_a_large_suite_is_told_in_part_and_counted(watch):
    seen = watch(
        "@pytest.fixture\ndef data(): pass\n\n@pytest.mark.parametrize('n', range(230))\ndef test_a(n, data): pass\n"
    )
    assert (len(seen.seen["tests"]), seen.seen["untold"], len(seen.lives("data"))) == (200, 30, 200)


def test_a_suite_of_very_many_fixtures_is_told_in_part_too(watch):
    names = [f"part_{number}" for number in range(40)]
    parts = "\n".join(f"@pytest.fixture\ndef {name}(): pass\n" for name in names)
    seen = watch(
        f"{parts}\n@pytest.mark.parametrize('n', range(50))\ndef test_a(n, {', '.join(names)}): pass\n"
    )
    assert (len(seen.seen["tests"]), seen.seen["untold"], len(seen.seen["lives"])) == (25, 25, 1000)


def test_the_reader_sees_no_difference(watch, classroom):
    suite = (
        HEAD
        + "@pytest.fixture\ndef data():\n    yield\n    raise OSError('x')\n\ndef test_a(data): assert 0\n"
    )
    watched, bare = watch({"test_it.py": suite}).report, classroom.tests({"test_it.py": suite})

    for key in ("exitCode", "broken", "refusal", "left"):
        assert watched[key] == bare[key]
    assert [(t["outcome"], t["phase"], t["exception"]["full"]) for t in watched["tests"]] == [
        (t["outcome"], t["phase"], t["exception"]["full"]) for t in bare["tests"]
    ]


def test_a_cell_without_tests_has_nothing_to_tell(classroom):
    report = classroom.cell("1", probes=("fixtures",))

    assert report["observed"]["fixtures"]["tests"] == []


SHAPES = {
    "two session fixtures with params": """
@pytest.fixture(scope="session", params=[1, 2])
def f1(request): yield request.param

@pytest.fixture(scope="session", params=["a", "b"])
def f2(request): yield request.param

def test1(f1): pass
def test2(f2): pass
def test3(f1): pass
""",
    "params in a chain": """
@pytest.fixture(scope="module", params=[1, 2])
def wide(request): yield

@pytest.fixture(params=["a", "b"])
def narrow(request, wide): yield

def test_one(narrow): pass
def test_two(wide): pass
""",
    "classes": """
@pytest.fixture(scope="class")
def shop(): yield

class TestA:
    def test_one(self, shop): pass
    def test_two(self, shop): pass

def test_outside(shop): pass

class TestB:
    def test_three(self, shop): pass
""",
    "by itself": """
@pytest.fixture(autouse=True, scope="module")
def quiet(): yield

@pytest.fixture(autouse=True)
def clean(quiet): yield

def test_one(): pass
def test_two(): pass
""",
    "asked for while the test runs": """
@pytest.fixture(scope="session")
def late(): yield

@pytest.fixture
def own(): yield

def test_one(request): request.getfixturevalue("own"), request.getfixturevalue("late")
def test_two(late): pass
def test_three(): pass
""",
    "parametrized from outside": """
@pytest.fixture(scope="module")
def rate(request): yield request.param

@pytest.mark.parametrize("rate", [1, 2], indirect=True, scope="module")
@pytest.mark.parametrize("sum", [3, 4])
def test_one(rate, sum): pass

@pytest.mark.parametrize("rate", [2, 1], indirect=True, scope="module")
def test_two(rate): pass
""",
    "a teardown that fails": """
@pytest.fixture(scope="module", params=[1, 2])
def wide(request):
    yield
    if request.param == 1: raise OSError("still open")

def test_one(wide): pass
def test_two(wide): pass
""",
    "a failing test": """
@pytest.fixture(scope="module", params=[1, 2])
def wide(request): yield

def test_one(wide): assert 0
def test_two(wide): pass
""",
}


def shown(report):
    """What pytest's own --setup-show printed: each teardown, with the test that stands last before it."""
    torn, last = [], None
    for line in report["terminal"].splitlines():
        words = line.split()
        if words[:1] == ["TEARDOWN"]:
            torn.append((words[2].partition("[")[0], last))
        elif line.strip().startswith("test_it.py::"):
            last = words[0].partition("::")[2].rstrip(".")
    return torn


@pytest.mark.parametrize("shape", SHAPES)
def test_a_teardown_is_after_the_test_that_pytest_shows_it_after(watch, shape):
    files = {"test_it.py": HEAD + SHAPES[shape]}
    seen = watch(files, args=["--setup-show"])

    lives = [life for life in seen.seen["lives"] if life["tearDown"]]
    lives.sort(key=lambda life: life["tearDown"]["begin"])
    ids = [test["id"].partition("::")[2] for test in seen.seen["tests"]]
    told = [(seen.names[life["fixture"]], ids[life["tornDownAfter"]]) for life in lives]
    assert told == [one for one in shown(seen.report) if one[0] in seen.names]


def test_a_module_ends_with_its_last_test_and_a_session_with_the_last_of_all(watch):
    conftest = (
        HEAD
        + "@pytest.fixture(scope='session')\ndef all(): yield\n@pytest.fixture(scope='module')\ndef each(all): yield\n"
    )
    files = {
        "conftest.py": conftest,
        "test_a.py": "def test_a(each): pass\ndef test_b(): pass\n",
        "test_b.py": "def test_c(each): pass\ndef test_d(): pass\n",
    }
    seen = watch(files)

    assert [seen.tests[life["tornDownAfter"]] for life in seen.lives("each")] == ["test_b", "test_d"]
    assert [seen.tests[life["tornDownAfter"]] for life in seen.lives("all")] == ["test_d"]


def test_what_a_failing_set_up_leaves_is_torn_down_after_its_test(watch):
    seen = watch(
        "@pytest.fixture\ndef opened(): yield\n@pytest.fixture\ndef failing(opened): raise OSError('no')\ndef test_one(failing): pass\ndef test_two(): pass\n"
    )

    assert [(seen.tests[life["tornDownAfter"]], life["tornDownIn"]) for life in seen.lives("opened")] == [
        ("test_one", 0)
    ]
