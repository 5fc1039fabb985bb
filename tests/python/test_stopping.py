"""A Stop is one Ctrl-C: it reaches the reader's code once, and nothing of ours. Here it is sent by `STOP`, which the worker's signal
is played with."""

import asyncio
import json
import signal
import warnings

import pytest

from classroom import bridge, project, stopping

STOP = f"__import__('signal').raise_signal({stopping.SIGNAL})"


@pytest.fixture
def told(classroom):
    """How often the page was told that a Stop has reached the program."""
    times = []
    stopping.install(lambda: times.append(1))
    yield times
    signal.signal(signal.SIGINT, signal.default_int_handler)


def test_the_program_has_one_interrupt_and_its_finally(classroom, told):
    code = f"try:\n    {STOP}\n    print('on')\nexcept KeyboardInterrupt:\n    print('bye')\nfinally:\n    print('closed')"

    assert classroom.cell(code) is None
    assert classroom.printed() == "bye\nclosed\n"
    assert classroom.printed("stderr") == ""
    assert told == [1]


@pytest.mark.parametrize(
    "rest", ["", "raise", "1 / 0", "raise SystemExit(3)", "import sys; sys.excepthook = None; 1 / 0"]
)
def test_nothing_is_told_of_how_it_ended_and_the_next_run_is_whole(classroom, told, rest):
    assert classroom.cell(f"try:\n    {STOP}\nexcept KeyboardInterrupt:\n    {rest or 'pass'}") is None
    assert classroom.printed() + classroom.printed("stderr") == ""

    assert classroom.cell("6 * 7")["value"]["text"] == "42"


def test_what_it_says_as_it_exits_is_shown(classroom, told):
    classroom.cell(f"import sys\ntry:\n    {STOP}\nexcept KeyboardInterrupt:\n    sys.exit('bye')")

    assert classroom.printed("stderr") == "bye\n"


def test_a_traceback_that_the_program_prints_has_no_line_of_ours(classroom, told):
    classroom.cell(
        f"import traceback\ntry:\n    {STOP}\nexcept KeyboardInterrupt:\n    traceback.print_exc()"
    )

    assert "KeyboardInterrupt" in classroom.printed("stderr")
    assert "classroom" not in classroom.printed("stderr")


def test_it_passes_by_what_writes_down_the_output(classroom, told):
    events = []

    def emit(event):
        signal.raise_signal(stopping.SIGNAL)
        events.append(json.loads(event))

    bridge.connect(emit, lambda seconds: 0.0, lambda: told.append(1))

    assert classroom.cell("print('a')\nprint('b')")["ended"] == "ok"
    assert [event["text"] for event in events] == ["a\n", "b\n"]
    assert told == []


@pytest.mark.parametrize(
    "code",
    [
        f"class A:\n    def __del__(self): {STOP}\na = A()\ndel a\nprint('on')",
        f"import weakref\nclass A: pass\nclass S(set):\n    def discard(self, it): {STOP}\nw = weakref.WeakSet()\nw.data = S()\na = A()\nw.add(a)\ndel a\nprint('on')",
    ],
)
def test_it_passes_by_where_an_exception_reaches_nobody(classroom, told, code):
    assert classroom.cell(code)["ended"] == "ok"
    assert classroom.printed() == "on\n"
    assert classroom.printed("stderr") == ""
    assert told == []


def test_a_picture_that_the_readers_code_draws_can_be_stopped(classroom, told):
    assert classroom.cell(f"class A:\n    def _repr_html_(self): {STOP}\nA()") is None
    assert told == [1]


def test_library_code_that_the_reader_has_called_can_be_stopped(classroom, told):
    assert (
        classroom.cell(f"import functools\nfunctools.reduce(lambda a, b: {STOP}, [1, 2])\nprint('on')")
        is None
    )
    assert classroom.printed() == ""


def test_at_the_end_of_the_recursion_it_is_told_again(classroom, told):
    code = f"def down():\n    try:\n        {STOP}\n        down()\n    except RecursionError:\n        pass\ntry: down()\nexcept KeyboardInterrupt: pass"

    assert classroom.cell(code) is None
    assert told == [1]


class TestAsyncio:
    MAIN = (
        f"import asyncio\nasync def main():\n    asyncio.create_task(asyncio.sleep(5))\n    try:\n        {STOP}\n        await asyncio.sleep(5)\n"
        "    finally:\n        await asyncio.sleep(0)\n        print('closed')\nasyncio.run(main())\nprint('on')"
    )

    def test_cancels_the_main_task_which_may_await_its_way_out(self, classroom, told):
        assert classroom.cell(self.MAIN) is None
        assert classroom.printed() == "closed\n"
        assert told == [1]

    def test_leaves_nothing_behind(self, classroom, told):
        classroom.cell(self.MAIN)

        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
        assert asyncio.events._get_running_loop() is None
        assert classroom.cell("asyncio.run(asyncio.sleep(0, 3))")["value"]["text"] == "3"

    def test_a_loop_that_a_second_one_cut_short_says_nothing_in_the_next_run(self, classroom, told):
        code = (
            f"import asyncio\nasync def main():\n    global kept\n    kept = asyncio.create_task(asyncio.sleep(5))\n    await asyncio.sleep(0)\n    {STOP}\n"
            f"    {STOP}\nloop = asyncio.new_event_loop()\nloop.run_until_complete(main())"
        )

        assert classroom.cell(code) is None
        assert (
            classroom.cell("import gc\ndel loop, kept\ngc.collect()\nasyncio.run(asyncio.sleep(0, 3))")[
                "ended"
            ]
            == "ok"
        )
        assert classroom.printed() + classroom.printed("stderr") == ""


class TestHandlers:
    def test_the_programs_own_is_called_and_is_gone_afterwards(self, classroom, told):
        code = f"import signal\nsignal.signal(signal.SIGINT, lambda number, frame: print('caught', number))\n{STOP}\nprint('on')"

        assert classroom.cell(code) is None
        assert classroom.printed() == "caught 2\non\n"
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler

    def test_without_a_stop_it_stays_for_the_next_cell(self, classroom, told):
        classroom.cell(
            "import signal\ndef mine(number, frame): print('caught')\nsignal.signal(signal.SIGINT, mine)"
        )
        classroom.cell("signal.raise_signal(signal.SIGINT)")

        assert classroom.printed() == "caught\n"

    def test_one_that_ignores_it_is_interrupted_in_vain(self, classroom, told):
        code = f"import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\n{STOP}\nprint('on')\n{STOP}"

        assert classroom.cell(code) is None
        assert classroom.printed() == "on\n"
        assert told == [1, 1]


TESTS = f"""
import pytest

@pytest.fixture(scope="module")
def db():
    yield
    print("db closed")

def test_a(): pass

def test_b(db):
    try:
        {STOP}
    finally:
        print("closed")

def test_c(): pass
"""


class TestTests:
    def rows(self, classroom):
        return [event["result"]["name"] for event in classroom.events if event["type"] == "test"]

    def test_rows_that_had_come_stay_and_what_was_cut_says_what_it_printed(self, classroom, told):
        assert classroom.tests(TESTS) is None
        assert self.rows(classroom) == ["test_a"]
        assert classroom.printed() == "closed\ndb closed\n"
        assert classroom.printed("stderr") == ""

    def test_one_that_keeps_the_interrupt_to_itself_is_the_last(self, classroom, told):
        swallowed = TESTS.replace("finally:", "except KeyboardInterrupt:")

        assert classroom.tests(swallowed) is None
        assert self.rows(classroom) == ["test_a"]
        assert classroom.printed() == "closed\ndb closed\n"

    def test_while_it_collects(self, classroom, told):
        assert classroom.tests(f"{STOP}\ndef test_a(): pass") is None
        assert self.rows(classroom) == []

    def test_what_is_left_in_the_middle_is_not_complained_of(self, classroom, told):
        left = "def left():\n    try: yield\n    finally: raise AssertionError\n"

        with warnings.catch_warnings(record=True) as complaints:
            warnings.simplefilter("always")
            assert (
                classroom.tests(f"{left}def test_a():\n    here = left()\n    next(here)\n    {STOP}\n")
                is None
            )
        assert complaints == []

    def test_probes_and_a_guard_do_not_stand_in_its_way(self, classroom, told):
        files = {"it.py": f"def f():\n    {STOP}\n", "test_it.py": "from it import f\ndef test_a(): f()\n"}

        assert classroom.tests(files, probes=["coverage", "conditions"], strict=True) is None
        assert self.rows(classroom) == []
        assert classroom.tests("def test_a(): pass", strict=True)["replaced"] == []


def test_an_interrupt_of_the_programs_own_is_no_stop(classroom, told):
    assert classroom.cell("raise KeyboardInterrupt")["exception"]["type"] == "KeyboardInterrupt"
    assert classroom.cell("import signal\nsignal.raise_signal(signal.SIGINT)")["ended"] == "interrupted"
    assert told == []


def test_what_watches_is_let_pass():
    class Frame:
        def __init__(self, code, back):
            self.f_code, self.f_back = code, back

    readers = Frame(compile("", str(project.ROOT / "it.py"), "exec"), None)
    tracer = Frame(compile("", "/lib/python3.14/site-packages/coverage/pytracer.py", "exec"), readers)

    assert stopping.may_reach(readers)
    assert not stopping.may_reach(tracer)
