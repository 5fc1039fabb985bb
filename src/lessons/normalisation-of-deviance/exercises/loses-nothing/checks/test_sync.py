import ast
import contextlib
import importlib
import io
import json
import re
import sys
import traceback
from pathlib import Path
from types import ModuleType

import pytest

# As it stands before sync.py is imported, which could change the module.
OURS = compile(Path("source.py").read_text(encoding="utf-8"), "source.py", "exec")
SEEDS = range(101, 109)
BEHIND = {"__self__", "__closure__", "cell_contents", "_getframe", "f_back", "f_locals", "gc", "inspect"}


def afresh():
    """The source, afresh, and the reader's sync."""
    trouble = told.get("trouble")
    if trouble is None:
        return load()
    pytest.fail(f"{trouble.split('. ')[0].rstrip('.')}: see the first check.")


told = {}


def cannot(why):
    told["trouble"] = why
    pytest.fail(why)


def load():
    sys.modules["source"] = module = ModuleType("source")
    exec(OURS, module.__dict__)
    sys.modules.pop("sync", None)
    reaches = BEHIND & names_in(Path("sync.py").read_text(encoding="utf-8"))
    if reaches:
        pytest.fail(
            f"sync.py uses {min(reaches)} to look behind the API. In earnest there is nothing to look at there."
        )
    with contextlib.redirect_stdout(io.StringIO()):
        try:
            theirs = importlib.import_module("sync")
        except BaseException as error:
            cannot(f"sync.py could not be imported. {type(error).__name__}: {error}{place(error)}.")
    # What the reader's module may have changed is put back: only the API that it is given is ours to trust.
    own = ModuleType("source")
    sys.modules["source"] = own
    exec(OURS, own.__dict__)
    own.Timeout = module.Timeout
    own.Sync, own.Incomplete = getattr(theirs, "sync", None), getattr(theirs, "Incomplete", None)
    if not callable(own.Sync):
        cannot("There is no function sync in sync.py.")
    if not isinstance(own.Incomplete, type) or not issubclass(own.Incomplete, Exception):
        cannot("There is no exception Incomplete in sync.py.")
    return own


def names_in(text):
    try:
        tree = ast.parse(text)
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
    return found


def place(error):
    own = [
        frame for frame in traceback.extract_tb(error.__traceback__) if Path(frame.filename).name == "sync.py"
    ]
    return f", in line {own[-1].lineno} of sync.py" if own else ""


def run(world, source, db, when=""):
    with contextlib.redirect_stdout(io.StringIO()):
        try:
            world.Sync(source.api, db)
        except world.AskedTooOften as end:
            pytest.fail(
                f"The sync never ends{when}: {end}{place(end)}. It asked for {len(source._log) // world.PAGE} pages."
            )
        except world.Incomplete as error:
            pytest.fail(
                f"It gave up{when}, though the API answers well after {world.IN_A_ROW} bad answers at the most: “{error}”. Asked {source.asked} times in {source.clock:.0f} s."
            )
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            pytest.fail(f"It ended with {type(error).__name__}{when}: {error}{place(error)}.")


def compare(world, source, db, when=""):
    # Only what is committed counts: a copy that goes down loses the rest.
    db.rollback()
    wrong = world.differences(source, db)
    if wrong:
        more = f", and {len(wrong) - 1} more" if len(wrong) > 1 else ""
        among = f"{len(source.customers())} customers" + (
            f" and {len(source.spoilt())} spoilt rows" if source.spoilt() else ""
        )
        pytest.fail(f"{len(wrong)} differences among {among}{when}: {wrong[0]}{more}.")
    for raw, reason in db.execute("SELECT raw, reason FROM quarantine"):
        if not isinstance(reason, str) or not reason.strip():
            pytest.fail(
                f"In quarantine, the reason for {raw} is {reason!r}. Whoever opens it wants to know why."
            )


def under(world, faults, seeds=SEEDS):
    for seed in seeds:
        source, db = world.Source(seed, faults), world.open_copy()
        run(world, source, db)
        compare(world, source, db)


def test_no_fault():
    """With an API that does nothing wrong the copy holds every customer in the latest version."""
    world = afresh()
    under(world, [])


def test_names_change_too():
    """A new version may bring another name as well as another address, and one that is told late changes neither."""
    world = afresh()
    source, db = world.Source(403, [world.REPEATS, world.REORDERS]), world.open_copy()
    for row in source._log:
        row["name"] = f"Customer {row['id']}, called {row['version']}"
    run(world, source, db)
    compare(world, source, db)


def test_times_out():
    """Where the API times out, it is asked again, after a pause that grows."""
    world = afresh()
    under(world, [world.TIMES_OUT])


def test_repeats():
    """A row that comes twice is stored once."""
    world = afresh()
    under(world, [world.REPEATS])


def test_reorders():
    """An old version that comes after a new one changes nothing."""
    world = afresh()
    under(world, [world.REORDERS])


def test_truncates():
    """A page that was cut, in the middle of its text or of its rows, is fetched again."""
    world = afresh()
    under(world, [world.TRUNCATES])


def test_lies():
    """An answer that is no page, or the page after another cursor, is not believed, whatever its status."""
    world = afresh()
    under(world, [world.LIES])


def test_spoilt_rows():
    """A row that is not good goes to quarantine as JSON with sorted keys, and takes no other row with it."""
    world = afresh()
    under(world, [world.SPOILS])


WRONG = {
    "id": (0, -4, "7", 1.5, None),
    "version": (0, -1, "3", 2.5, None),
    "name": ("", None, 7, ["Ada"]),
    "address": ("", None, 12, {"street": "Mill Lane"}),
}


def test_whatever_is_wrong_with_a_row():
    """A row is good only if id and version are whole numbers from 1 up, and name and address are text, not empty. Any other is put aside, and the reason says what is wrong with it."""
    world = afresh()
    source, db = world.Source(401, [world.REPEATS], changes=80), world.open_copy()
    places = iter(range(3, 80, 4))
    spoilt = {key: [] for key in WRONG}
    for key, values in WRONG.items():
        for value in values:
            row = source._log[next(places)]
            row[key] = value
            spoilt[key].append(row)
    run(world, source, db)
    compare(world, source, db)
    reasons = dict(db.execute("SELECT raw, reason FROM quarantine"))
    numbers, texts = (
        {words_of(reasons[json.dumps(row, sort_keys=True)], row): key for key in keys for row in spoilt[key]}
        for keys in (("id", "version"), ("name", "address"))
    )
    for words in numbers.keys() & texts.keys():
        pytest.fail(
            f"In quarantine, a row with a bad {numbers[words]} and one with a bad {texts[words]} have the same reason, “{words}”. "
            "Whoever opens it wants to know why."
        )


def words_of(reason, row):
    """A reason without what is the row's own: its values, and numbers of any kind."""
    said = [text for value in row.values() for text in (str(value), json.dumps(value))]
    for text in sorted(filter(None, said), key=len, reverse=True):
        reason = reason.replace(text, " ")
    return " ".join(re.findall(r"[^\W\d_]+", reason))


def test_all_at_once():
    """All faults together, under twenty seeds."""
    world = afresh()
    under(world, world.FAULTS, range(201, 221))


def test_again():
    """Running it again changes nothing, and later changes come in on top."""
    world = afresh()
    for seed in SEEDS:
        source, db = world.Source(seed), world.open_copy()
        run(world, source, db)
        run(world, source, db, " the second time")
        compare(world, source, db, " after a second run")
        source.grow(40)
        source.asked = 0
        run(world, source, db, " after 40 more changes")
        compare(world, source, db, " after 40 more changes")


def test_gives_up():
    """An API that stays down is asked 3 to 12 times for a page, then Incomplete is raised; what was there stays, and the next run brings the rest."""
    world = afresh()
    source, db = world.Source(301, [world.REPEATS]), world.open_copy()
    run(world, source, db)
    before = list(db.execute("SELECT * FROM customers ORDER BY id"))
    source.grow(60)
    source.down, source.asked, source.clock = True, 0, 0.0
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            world.Sync(source.api, db)
    except world.Incomplete:
        pass
    except world.AskedTooOften:
        pytest.fail("It never gives up: the API was asked 600 times while it was down.")
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        pytest.fail(f"Expected Incomplete. Seen: {type(error).__name__}{place(error)}.")
    else:
        pytest.fail("It came back as if all were well. Nobody will know that the copy is old.")
    if not 3 <= source.asked <= 12:
        pytest.fail(f"It asked {source.asked} times.")
    if source.clock < 7:
        pytest.fail(f"It was back after {source.clock:.1f} s. Pauses of 1, 2 and 4 s would make 7.")
    db.rollback()
    if list(db.execute("SELECT * FROM customers ORDER BY id")) != before:
        pytest.fail("The copy is not what it was before.")
    source.down = False
    source.asked = 0
    run(world, source, db, " once the API was up again")
    compare(world, source, db, " once the API was up again")


def test_pauses_grow():
    """While the API stays down, each pause is as long as the one before or longer, and the last is longer than the first."""
    world = afresh()
    source, db, pauses = world.Source(311, []), world.open_copy(), []
    source.down = True
    api = world.Api(source.api.changes, lambda seconds: (pauses.append(seconds), source.api.wait(seconds)))
    with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(world.Incomplete):
        world.Sync(api, db)
    if pauses != sorted(pauses) or len(set(pauses)) < 2:
        pytest.fail(f"It waited for {', '.join(f'{pause:g}' for pause in pauses) or 'no'} seconds.")


class CutOff(BaseException):
    """The machine goes down while the sync is under way."""


def test_cut_off():
    """Cut off between any two pages, it has not lost what the copy held; the next run brings the rest."""
    world = afresh()
    for pages in range(1, 7):
        source, db = world.Source(320 + pages, [world.REPEATS, world.REORDERS]), world.open_copy()
        run(world, source, db)
        before = dict(db.execute("SELECT id, version FROM customers"))
        source.grow(60)
        source.asked = 0

        def changes(after):
            if source.asked >= pages:
                raise CutOff
            return source.api.changes(after)

        with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(CutOff):
            world.Sync(world.Api(changes, source.api.wait), db)
        db.rollback()
        left = dict(db.execute("SELECT id, version FROM customers"))
        lost = [number for number, version in before.items() if left.get(number, 0) < version]
        if lost:
            pytest.fail(
                f"Cut off after {pages} of its pages, it has lost {len(lost)} of {len(before)} customers, customer {lost[0]} for one."
            )
        source.asked = 0
        run(world, source, db, " after it was cut off")
        compare(world, source, db, " after it was cut off and run again")


def test_is_polite():
    """With one bad answer in three the API is asked at most three times for a page on average."""
    world = afresh()
    for seed in SEEDS:
        source, db = world.Source(seed), world.open_copy()
        run(world, source, db)
        pages = -(-len(source._log) // world.PAGE)
        if source.asked > 3 * pages:
            pytest.fail(f"It asked {source.asked} times for {pages} pages.")
