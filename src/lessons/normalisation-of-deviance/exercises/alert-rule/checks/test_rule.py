import ast
import contextlib
import hashlib
import importlib
import io
import sys
import traceback
from pathlib import Path
from types import ModuleType

import pytest

RUNS = 40
DAYS = 5  # what the exercise asks for
FALSE = 0.5
LINES = 100_000  # of one evening
BEHIND = {
    "weather",
    "hashlib",
    "__closure__",
    "cell_contents",
    "_getframe",
    "f_back",
    "f_locals",
    "gc",
    "inspect",
}

# As they stand before the rule is imported, which could change the modules.
OURS = {name: compile(Path(f"{name}.py").read_text(), f"{name}.py", "exec") for name in ("weather", "watch")}


class Endless(BaseException):
    pass


def watch():
    for name, code in OURS.items():
        sys.modules[name] = ModuleType(name)
        exec(code, sys.modules[name].__dict__)
    return sys.modules["watch"]


def seeds():
    """Forty seeds that follow from the rule: nobody can fit it to them, and the same rule is always judged alike. CLAIM changes nothing."""
    tree = ast.parse(Path("rule.py").read_text(encoding="utf-8"))
    tree.body = [
        node
        for node in tree.body
        if not (isinstance(node, ast.Assign) and "CLAIM" in ast.unparse(node.targets[0]))
    ]
    digest = hashlib.sha256(ast.dump(tree).encode()).digest()
    first = int.from_bytes(digest[:4])
    return [first + number for number in range(RUNS)]


def reaches():
    """Names with which a rule would look for what it is not shown."""
    try:
        tree = ast.parse(Path("rule.py").read_text(encoding="utf-8"))
    except SyntaxError:
        return set()  # the import says it better
    found = set()
    for node in ast.walk(tree):
        match node:
            case (
                ast.Name(id=name)
                | ast.Attribute(attr=name)
                | ast.alias(name=name)
                | ast.Constant(value=str(name))
            ):
                found.add(name)
    return BEHIND & found


def place(error):
    own = [
        frame for frame in traceback.extract_tb(error.__traceback__) if Path(frame.filename).name == "rule.py"
    ]
    return f", in line {own[-1].lineno} of rule.py" if own else ""


def ask(page, days):
    """The rule's answer for one evening, or the sentence for why there is none."""
    left = LINES

    def step(frame, event, arg):
        nonlocal left
        left -= event == "line"
        if left < 0:
            raise Endless(frame.f_lineno)
        return step

    evening = f"on the evening of day {len(days)}"
    before = sys.gettrace()
    sys.settrace(lambda frame, event, arg: step if frame.f_code.co_filename.endswith("/rule.py") else None)
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            answer = page(days)
    except Endless as endless:
        return (
            None,
            f"The rule was stopped {evening}, in line {endless} of rule.py: it had run {LINES:,} lines without an answer.",
        )
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        return None, f"The rule raised {type(error).__name__}: {error}{place(error)}, {evening}."
    finally:
        sys.settrace(before)
    if answer is not True and answer is not False:
        return None, f"{evening.capitalize()} the rule answered {answer!r}. Expected True or False."
    return answer, None


class Measured:
    """What came of the rule in all runs, once it has been asked every evening of each."""

    trouble = "The rule has not been asked."
    days = None
    false = 0.0
    never = 0
    claim = {}


def measure():
    if reaches():
        return f"rule.py uses {min(reaches())} to look behind what it is shown. A pager has the days so far, and nothing else."
    try:
        those = seeds()
    except SyntaxError as error:
        return f"rule.py cannot be read: {error.msg}, in line {error.lineno} of rule.py."
    module = watch()
    given = [(seed, module.seen(seed)) for seed in those]
    with contextlib.redirect_stdout(io.StringIO()):
        try:
            rule = importlib.import_module("rule")
        except BaseException as error:
            return f"rule.py could not be imported. {type(error).__name__}: {error}{place(error)}."
    page, claim = getattr(rule, "page", None), getattr(rule, "CLAIM", None)
    if not callable(page):
        return "There is no function page in rule.py."
    if not isinstance(claim, dict) or not all(
        isinstance(claim.get(key), int | float) and not isinstance(claim.get(key), bool)
        for key in ("days to page", "false pages")
    ):
        return f"CLAIM is {claim!r}. Expected a number for 'days to page' and one for 'false pages'."
    rang = []
    for _, days in given:
        mine = []
        for today in range(len(days)):
            answer, trouble = ask(page, days[: today + 1])
            if trouble:
                return trouble
            if answer:
                mine.append(today + 1)
        rang.append(mine)
    # What went on is worked out only now, when the rule has no more to say.
    module = watch()
    runs = [module.judge(seed, mine) for (seed, _), mine in zip(given, rang)]
    Measured.days, Measured.false = module.days_to_page(runs), module.false_pages(runs)
    Measured.never = sum(run.days_to_page is None for run in runs)
    Measured.claim = claim
    return None


def counted(days):
    return f"{days:g} {'day' if days == 1 else 'days'}"


def within():
    if Measured.days is None:
        return f"no page at all in {Measured.never} of {RUNS} runs"
    return f"a page within {counted(Measured.days)} in 19 runs of 20"


def test_the_rule_answers_every_evening():
    """The rule is asked every evening of forty runs that it has not seen."""
    Measured.trouble = measure()
    if Measured.trouble:
        pytest.fail(Measured.trouble)
    claim = Measured.claim
    # From here on what the reader is told has the figures in it.
    test_it_pages_in_time.__doc__ = (
        f"Measured on {RUNS} unseen seeds: {within()}. Asked: within {counted(DAYS)}."
    )
    test_it_seldom_cries_wolf.__doc__ = f"Measured on {RUNS} unseen seeds: {Measured.false:g} false pages in ninety days. Asked: at most {FALSE:g}."
    test_the_claim_holds.__doc__ = f"Claimed: within {counted(claim['days to page'])}, {claim['false pages']:g} false pages. Measured: {within()}, {Measured.false:g} false pages."


def measured():
    if Measured.trouble:
        pytest.fail("Nothing to measure, as the rule did not answer.")
    return Measured


def test_it_pages_in_time():
    days = measured().days
    if days is None or days > DAYS:
        pytest.fail("Too late.")


def test_it_seldom_cries_wolf():
    if measured().false > FALSE:
        pytest.fail("Too many: whoever carries this pager will stop looking.")


def test_the_claim_holds():
    came = measured()
    days, false = came.claim["days to page"], came.claim["false pages"]
    if came.days is None or came.days > days or came.false > false:
        pytest.fail("You promised more than the rule keeps.")
    if days > came.days + 2 or false > came.false + 0.5:
        pytest.fail(
            "It keeps far more than you promise. A promise that loose tells nobody anything: at most 2 days and half a page above what it does."
        )
