import io
import logging
import random

import keeping
import pytest

CHANCE = random.Random()
FORMAT = "%(levelname)s %(name)s: %(message)s"


def word():
    """A word that stands nowhere else."""
    return "".join(CHANCE.choices("abcdefghij", k=9))


class Sulks:
    """Neither str nor repr work on it."""

    def __init__(self, complaint="leave me alone"):
        self.complaint = complaint

    def __repr__(self):
        raise RuntimeError(self.complaint)


class Odd:
    """It has a repr, and no str."""

    def __init__(self, name):
        self.name = name

    def __str__(self):
        raise ValueError(f"no text for {self.name}")

    def __repr__(self):
        return f"<odd {self.name}>"


class Presses:
    """As if somebody pressed Ctrl-C while it is formatted."""

    def __str__(self):
        raise KeyboardInterrupt


class Stream(io.StringIO):
    """Remembers how much of it has been flushed."""

    flushed = ""

    def flush(self):
        super().flush()
        self.flushed = self.getvalue()


class Till(logging.Logger):
    """A logger outside of the tree, with just the handler that is looked at."""

    def __init__(self, format=FORMAT):
        super().__init__(f"depot.{word()}")
        self.stream = Stream()
        handler = keeping.KeepsAll(self.stream)
        handler.setFormatter(logging.Formatter(format))
        self.addHandler(handler)

    def text(self):
        return self.stream.getvalue()


@pytest.fixture
def log(monkeypatch):
    monkeypatch.setattr(logging, "raiseExceptions", True)
    return Till()


def check_kept(log, record, *parts, level="ERROR"):
    """Asserts that one line holds the level, the logger and these parts."""
    lines = log.text().splitlines()
    assert len(lines) == 1, f"For {record}, this was written: {log.text()!r}"
    for part in (level, log.name, *parts):
        assert part in lines[0], f"For {record}, {part!r} is not in what was written: {lines[0]!r}"


def test_good_records_are_written_as_ever(log):
    """A record that can be formatted must come out as a StreamHandler writes it, once, with its traceback where it has one."""
    plain = logging.StreamHandler(io.StringIO())
    plain.setFormatter(logging.Formatter(FORMAT))
    log.addHandler(plain)
    log.info("order %s packed", CHANCE.randrange(1000))
    log.warning("100 % sure")
    log.debug("%(id)s and %(name)s", {"id": CHANCE.randrange(1000), "name": word()})
    log.error({word(): "no text, but it has one"})
    try:
        raise LookupError(word())
    except LookupError:
        log.exception("order %s failed", word())
    assert log.text() == plain.stream.getvalue()


@pytest.mark.parametrize(
    "kind",
    ["too-few", "too-many", "wrong-kind", "no-str", "no-repr", "only-one-without", "wrong-key", "no-text"],
)
def test_a_bad_record_is_kept(log, kind):
    """For a record that cannot be formatted, one line must hold level, logger, template, every argument's repr and the error."""
    number, name, odd = CHANCE.randrange(10**8, 10**9), f"the {word()}'s", Odd(word())
    template, args, arguments, why = {
        "too-few": (
            "order %s refused by %s",
            (number,),
            [str(number)],
            "TypeError: not enough arguments for format string",
        ),
        "too-many": (
            "order %s refused",
            (number, name),
            [str(number), repr(name)],
            "TypeError: not all arguments converted",
        ),
        "wrong-kind": ("order %d refused", (name,), [repr(name)], "TypeError: "),
        "no-str": (
            "order %s by %s",
            (number, odd),
            [str(number), repr(odd)],
            f"ValueError: no text for {odd.name}",
        ),
        "no-repr": ("order %s by %s", (name, Sulks(word())), [repr(name), "<no repr>"], "RuntimeError: "),
        "only-one-without": (
            "%s, %s and %s",
            (odd, Sulks(), name),
            [repr(odd), "<no repr>", repr(name)],
            "ValueError: ",
        ),
        "wrong-key": ("order %(id)s refused", ({name: number},), [repr({name: number})], "KeyError: 'id'"),
        "no-text": (
            ValueError("drawer %s stuck at %s"),
            (name,),
            [repr(name)],
            "TypeError: not enough arguments",
        ),
    }[kind]
    level = CHANCE.choice([logging.DEBUG, logging.INFO, logging.WARNING, logging.ERROR, logging.CRITICAL])
    log.log(level, template, *args)
    text = "drawer %s stuck at %s" if kind == "no-text" else template
    told = f"{template!r} with {len(args)} {'argument' if len(args) == 1 else 'arguments'}"
    check_kept(log, told, text, *arguments, why, level=logging.getLevelName(level))
    places = [log.text().index(one) for one in arguments]
    assert places == sorted(places), f"The arguments do not stand in their order: {log.text()!r}"


def test_a_formatter_that_fails():
    """A record is kept too where it is the handler's formatter that cannot format it."""
    log = Till("%(levelname)s order=%(order)s %(message)s")
    number = CHANCE.randrange(10**8, 10**9)
    log.error("order %s refused", number)
    check_kept(
        log, "a formatter that asks for a field", "order %s refused", str(number), "ValueError: ", "'order'"
    )


def test_it_is_one_line(log):
    """A record without an exception must leave one line, however it came out."""
    log.error("order %s refused by %s", 7)
    log.error("next")
    assert len(log.text().splitlines()) == 2, f"Two records, and this was written: {log.text()!r}"
    assert log.text().endswith(f"ERROR {log.name}: next\n")


@pytest.mark.parametrize("when", ["while it is handled", "later"])
def test_the_traceback_is_kept(log, when):
    """Where the record carries an exception, its traceback must be written too: from "Traceback" to the exception itself."""
    reason = word()

    def drawer_sticks():
        raise LookupError(reason)

    try:
        drawer_sticks()
    except LookupError as error:
        kept = error
        if when == "while it is handled":
            log.exception("order %s failed: %s", 7)
    if when == "later":
        log.error("order %s failed: %s", 7, exc_info=kept)
    assert "order %s failed: %s" in log.text()
    for part in ("Traceback (most recent call last):", "in drawer_sticks", f"LookupError: {reason}"):
        assert part in log.text(), f"{part!r} is not in what was written: {log.text()!r}"


def test_standard_error_stays_clean(log, capsys):
    """Nothing may be printed, to standard error or elsewhere: the record is in the log."""
    log.error("order %s refused by %s", 7)
    log.error("%s", Sulks())
    printed = capsys.readouterr()
    assert printed.err == ""
    assert printed.out == ""


@pytest.mark.parametrize("raises", [True, False])
def test_whatever_the_module_is_told(log, raises, monkeypatch):
    """logging.raiseExceptions must make no difference, and must stay as it is: a record is kept either way."""
    monkeypatch.setattr(logging, "raiseExceptions", raises)
    log.error("order %s refused by %s", 7)
    assert "order %s refused by %s" in log.text()
    assert logging.raiseExceptions is raises


def test_other_handlers_get_the_record_as_it_was(log):
    """The record is shared: its template and arguments must be untouched for the handler that comes next."""
    kept = []
    after = logging.Handler()
    after.emit = kept.append
    log.addHandler(after)
    number, odd = CHANCE.randrange(10**8), Odd(word())
    log.error("order %s refused by %s", number)
    log.error("order %s refused by %s", number, odd)
    seen = [(record.msg, record.args, record.levelname) for record in kept]
    template = "order %s refused by %s"
    assert seen == [(template, (number,), "ERROR"), (template, (number, odd), "ERROR")]


def test_an_interrupt_is_not_swallowed(log):
    """Ctrl-C while a record is formatted must stop the program, not end up in the log."""
    with pytest.raises(KeyboardInterrupt):
        log.error("order %s", Presses())


def test_what_ends_the_line_is_the_handlers_own(log):
    """The handler's terminator must stand behind a kept record, as behind any other."""
    log.handlers[0].terminator = "|"
    log.error("order %s refused by %s", 7)
    log.error("next")
    assert log.text().endswith(f"|ERROR {log.name}: next|"), f"This was written: {log.text()!r}"


def test_it_goes_where_the_handler_writes(log):
    """A kept record must go to the handler's stream of the moment, and be flushed as any other."""
    log.error("order %s refused by %s", 7)
    assert log.stream.flushed == log.text(), "It was written and not flushed"
    other = io.StringIO()
    log.handlers[0].setStream(other)
    log.error("order %s refused by %s", 8)
    assert "order %s refused by %s" in other.getvalue(), "It did not go to the stream that setStream has set"
