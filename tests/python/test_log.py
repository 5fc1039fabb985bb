"""What the log instrument says of a run: where each call was dropped and why, the tree, what arguments cost, groups."""

import logging
import sys

import pytest

PLAIN = """
import logging, sys

logging.getLogger("shop").setLevel(logging.NOTSET)
log = logging.getLogger("shop.till")
log.handlers.clear(); log.filters.clear(); log.propagate = True; log.setLevel(logging.NOTSET); log.disabled = False
"""
ROOM = """
root = logging.getLogger()
out = logging.StreamHandler(sys.stdout)
root.addHandler(out)
root.setLevel(logging.INFO)
"""


@pytest.fixture
def watched(classroom):
    """Runs a cell under the instrument and gives its LogReport; the root logger is put back after it."""
    root = logging.getLogger()
    handlers, level, disabled = list(root.handlers), root.level, root.manager.disable

    def run(code, *, room=ROOM, files=None, probes=("log",)):
        # pytest has its own on the root while a test runs.
        root.handlers.clear()
        report = classroom.cell(f"{PLAIN}{room}\n{code}", probes=probes, files=files)
        assert report["exception"] is None or "expected" in code, report["exception"]
        return report["observed"].get("log")

    yield run
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.disable(disabled)


def fates(report):
    return [call["fate"] for call in report["calls"]]


def test_a_call_below_its_loggers_level_says_whose_level_it_was(watched):
    report = watched("log.debug('opened %s', 'till 1')\nlog.info('opened %s', 'till 1')")

    dropped, kept = report["calls"]
    assert dropped["fate"] == "level"
    assert (dropped["by"], dropped["threshold"]) == ("root", "INFO")
    assert (dropped["template"], dropped["args"], dropped["message"]) == ("opened %s", ["'till 1'"], None)
    assert kept["fate"] == "handled"
    assert kept["message"] == "opened till 1"
    assert kept["handlers"] == [
        {"logger": "root", "handler": "StreamHandler", "level": "NOTSET", "fate": "emitted", "by": ""}
    ]
    assert report["total"] == 2


@pytest.mark.parametrize(
    ("code", "fate", "by", "threshold"),
    [
        ("log.setLevel('ERROR')\nlog.info('x')", "level", "shop.till", "ERROR"),
        ("logging.disable(logging.ERROR)\nlog.error('x')", "disabled", "", "ERROR"),
        ("log.disabled = True\nlog.error('x')", "off", "shop.till", None),
        ("log.addFilter(lambda record: 'secret' not in record.msg)\nlog.error('a secret')", "filter", "<lambda>", None),
        ("class Quiet:\n    def filter(self, record): return False\nlog.addFilter(Quiet())\nlog.error('x')", "filter", "Quiet", None),
        ("log.addFilter(logging.Filter('bank'))\nlog.error('x')", "filter", "Filter('bank')", None),
        ("out.setLevel('CRITICAL')\nlog.error('x')", "handlers", "", None),
        ("out.addFilter(lambda record: False)\nlog.error('x')", "handlers", "", None),
        ("log.propagate = False\nlog.error('x')", "handled", "", None),
        ("log.propagate = False\nlog.info('x')", "nobody", "", None),
        ("log.propagate = False\nlog.addHandler(logging.NullHandler())\nlog.error('x')", "handlers", "", None),
    ],
)  # fmt: skip
def test_each_place_at_which_a_record_can_be_dropped(watched, code, fate, by, threshold):
    (call,) = watched(code)["calls"]

    assert (call["fate"], call["by"], call["threshold"]) == (fate, by, threshold)


@pytest.mark.parametrize(
    ("code", "fate", "by"),
    [
        ("out.setLevel('CRITICAL')\nlog.error('x')", "level", ""),
        ("out.addFilter(lambda record: False)\nlog.error('x')", "filter", "<lambda>"),
        ("log.error('%s and %s', 1)", "failed", "TypeError: not enough arguments for format string"),
        ("root.removeHandler(out); root.addHandler(logging.NullHandler())\nlog.error('x')", "ignored", ""),
    ],
)
def test_what_a_handler_did_with_a_record(watched, code, fate, by):
    (call,) = watched(code)["calls"]

    assert [(hand["fate"], hand["by"]) for hand in call["handlers"]] == [(fate, by)]


def test_where_propagation_stops_and_who_never_saw_the_record(watched):
    (call,) = watched(
        "log.propagate = False\nlog.addHandler(logging.StreamHandler(sys.stdout))\nlog.error('x')"
    )["calls"]

    assert [hand["logger"] for hand in call["handlers"]] == ["shop.till"]
    assert (call["stopped"], call["beyond"]) == ("shop.till", 1)


def test_without_any_handler_the_last_resort_takes_warnings(watched):
    warning, info = watched("log.setLevel('INFO')\nlog.warning('x')\nlog.info('y')", room="")["calls"]

    assert (warning["fate"], warning["handlers"][0]["handler"]) == ("handled", "lastResort")
    assert (info["fate"], info["handlers"][0]["fate"]) == ("nobody", "level")


def test_what_a_failing_filter_raises_is_told(watched):
    (call,) = watched("log.addFilter(lambda record: 1 / 0)\nlog.error('expected')")["calls"]

    assert (call["fate"], call["error"]) == ("raised", "ZeroDivisionError: division by zero")


def test_a_handler_without_a_safety_net_is_named_and_those_after_it_were_not_reached(watched):
    (call,) = watched(
        """
class Bare(logging.Handler):
    def emit(self, record): print(record.getMessage())
log.handlers = [Bare()]
log.error('%s and %s', 'expected')
"""
    )["calls"]

    assert call["fate"] == "raised"
    assert [(hand["handler"], hand["fate"]) for hand in call["handlers"]] == [
        ("Bare", "failed"),
        ("StreamHandler", "unreached"),
    ]


COSTLY = """
def costly():
    return 'all of it'

class Lazy:
    def __str__(self):
        return costly()

lazy = Lazy()
"""


@pytest.mark.parametrize(
    ("line", "eager", "wasted", "deferred"),
    [
        ("log.debug(f'state {costly()}')", {"costly": 1}, {"costly": 1}, {}),
        ("log.debug('state %s', costly())", {"costly": 1}, {"costly": 1}, {}),
        ("log.debug('state %s', [costly() for _ in range(3)])", {"costly": 3}, {"costly": 3}, {}),
        ("log.info('state %s', costly())", {"costly": 1}, {}, {}),
        ("log.debug('state %s', lazy)", {}, {}, {}),
        ("log.info('state %s', lazy)", {}, {}, {"Lazy.__str__": 1}),
        ("log.debug(f'state {lazy}')", {"Lazy.__str__": 1}, {"Lazy.__str__": 1}, {}),
        ("log.info(\n    'state %s',\n    costly(),\n)", {"costly": 1}, {}, {}),
        ("costly(); log.info('state')", {}, {}, {}),
        ("log.debug('state', extra={'all': costly()})", {"costly": 1}, {"costly": 1}, {}),
        ("import math\nmath.log(len(costly()))", {}, {}, {}),
    ],
)
def test_what_the_arguments_of_a_call_cost(watched, line, eager, wasted, deferred):
    costs = [cost for site in watched(COSTLY + line)["sites"] for cost in site["costs"]]

    assert {cost["function"]: cost["eager"] for cost in costs if cost["eager"]} == eager
    assert {cost["function"]: cost["wasted"] for cost in costs if cost["wasted"]} == wasted
    assert {cost["function"]: cost["deferred"] for cost in costs if cost["deferred"]} == deferred


def test_time_is_that_of_the_argument(watched):
    slow = "import time\ndef costly():\n    end = time.perf_counter() + 0.02\n    while time.perf_counter() < end: pass\n"
    ((cost,),) = (
        site["costs"] for site in watched(f"{slow}for _ in range(2): log.debug('%s', costly())")["sites"]
    )

    assert cost["eagerSeconds"] >= 0.04
    assert cost["wastedSeconds"] == cost["eagerSeconds"]


def test_a_function_of_an_earlier_file_counts_too(watched):
    report = watched(
        "from stock import dump\nlog.debug('%s', dump())", files={"stock.py": "def dump(): return 1\n"}
    )

    assert report["sites"][0]["costs"][0]["function"] == "dump"


def test_a_question_of_the_readers_own_is_a_guard(watched):
    report = watched("for level in (10, 20):\n    if log.isEnabledFor(level): log.log(level, 'x')")

    assert [(guard["level"], guard["yes"], guard["no"]) for guard in report["guards"]] == [
        ("DEBUG", 0, 1),
        ("INFO", 1, 0),
    ]
    assert report["total"] == 1


def test_templates_are_told_apart_and_counted(watched):
    report = watched("for n in range(5):\n    log.info('order %s', n)\n    log.info(f'order {n}')")

    first, second = report["sites"]
    assert (first["written"], first["made"], first["templates"]) == ("constant", 5, 1)
    assert (second["written"], second["made"], second["templates"]) == ("f-string", 5, 5)
    first = report["groups"][0]
    assert (first["template"], first["count"]) == ("order %s", 5)
    assert len(report["groups"]) == 6


@pytest.mark.parametrize(
    ("call", "written"),
    [
        ("log.info('a %s', 1)", "constant"),
        ("log.info(f'a')", "constant"),
        ("log.info('a %s' % 1)", "percent"),
        ("log.info('a {}'.format(1))", "format"),
        ("log.info('a ' + str(1))", "joined"),
        ("log.log(20, f'a {log.name}')", "f-string"),
        ("text = 'a'\nlog.info(text)", "other"),
        ("logging.info('a %s', 1)", "constant"),
    ],
)
def test_how_a_template_is_written(watched, call, written):
    (site,) = watched(call)["sites"]

    assert site["written"] == written


def test_one_call_is_told_once_whoever_hands_it_on(watched):
    report = watched(
        "adapter = logging.LoggerAdapter(log, {'order': 7})\nadapter.debug('x')\nadapter.info('y')\n"
        "try: 1 / 0\nexcept ZeroDivisionError: log.exception('z')\nlogging.info('w')"
    )

    assert fates(report) == ["level", "handled", "handled", "handled"]
    assert report["calls"][1]["extra"] == ["order=7"]
    assert report["calls"][2]["exception"] == "ZeroDivisionError"


def test_the_tree_has_effective_levels_and_where_they_come_from(watched):
    tree = {
        logger["name"]: logger
        for logger in watched("log.info('x')\nlogging.getLogger('shop').setLevel('ERROR')")["loggers"]
    }

    assert next(iter(tree)) == "root"
    assert (tree["shop.till"]["level"], tree["shop.till"]["effective"], tree["shop.till"]["from"]) == (
        "NOTSET",
        "ERROR",
        "shop",
    )
    assert (tree["shop"]["parent"], tree["root"]["handlers"][0]["handler"]) == ("root", "StreamHandler")


def test_it_changes_nothing_that_the_readers_code_can_see(watched, classroom):
    seen = """
import inspect
methods = dict(vars(logging.Logger))
class Touchy:
    def __str__(self): raise AssertionError('nobody asked')
    __repr__ = __format__ = __str__
log.debug('%s', Touchy())
log.debug(Touchy(), Touchy())
out.setFormatter(logging.Formatter('%(funcName)s:%(lineno)d %(message)s'))
def here(): log.info('at home')
def helper(): log.info('on behalf', stacklevel=2)
def caller(): helper()
here()
caller()
depth = []
log.addFilter(lambda record: depth.append(len(inspect.stack())) or True)
log.info('deep')
print(depth)
"""
    watched(seen)
    under_watch = classroom.printed()
    watched(seen, probes=())

    assert under_watch == classroom.printed()
    assert "here:" in under_watch
    assert "caller:" in under_watch


def test_nothing_is_left_behind(watched):
    before = dict(vars(logging.Logger))
    watched("log.info('x')")

    assert dict(vars(logging.Logger)) == before
    assert all(sys.monitoring.get_tool(tool) != "shakeout-log" for tool in range(6))
    assert not any(
        sys.monitoring.get_local_events(tool, logging.Logger.debug.__code__)
        for tool in range(6)
        if sys.monitoring.get_tool(tool) is not None
    )


def test_a_flood_is_counted_to_its_end_and_told_in_part(watched):
    report = watched(
        "for n in range(3000): log.debug('order %s', n)\nfor n in range(300): log.error(f'order {n}')\nout.setLevel(60)"
    )

    assert report["total"] == 3300
    assert len(report["calls"]) == 200
    assert [site["calls"] for site in report["sites"]] == [3000, 300]
    assert (len(report["groups"]), report["groupsLeft"]) == (60, 240)


def test_calls_in_tests_are_seen_and_pytest_is_not_disturbed(classroom):
    test = """
import logging
def test_a(caplog):
    with caplog.at_level('INFO'):
        logging.getLogger('till').info('sold %s', 3)
    assert caplog.messages == ['sold 3']
"""
    report = classroom.tests(test, probes=["log"])

    assert report["tests"][0]["outcome"] == "passed"
    assert report["observed"]["log"]["calls"][0]["fate"] == "handled"
