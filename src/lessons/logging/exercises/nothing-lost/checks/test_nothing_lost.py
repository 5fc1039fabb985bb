import io
import logging

import keeping
import pytest


class Sulks:
    """Neither str nor repr work on it."""

    def __repr__(self):
        raise RuntimeError("leave me alone")


class Odd:
    """It has a repr, and no str."""

    def __str__(self):
        raise ValueError("no text")

    def __repr__(self):
        return "<odd one>"


class Presses:
    """As if somebody pressed Ctrl-C while it is formatted."""

    def __str__(self):
        raise KeyboardInterrupt


class Till(logging.Logger):
    """A logger outside of the tree, with just the handler that is looked at."""

    def __init__(self):
        super().__init__("depot.till")
        self.stream = io.StringIO()
        handler = keeping.KeepsAll(self.stream)
        handler.setFormatter(logging.Formatter("%(levelname)s %(name)s: %(message)s"))
        self.addHandler(handler)

    def text(self):
        return self.stream.getvalue()


@pytest.fixture
def log(monkeypatch):
    monkeypatch.setattr(logging, "raiseExceptions", True)
    return Till()


def test_good_records_are_written_as_ever(log):
    """A record that can be formatted must come out as a StreamHandler writes it, once."""
    log.info("order %s packed", 7)
    log.warning("100 % sure")
    assert log.text() == "INFO depot.till: order 7 packed\nWARNING depot.till: 100 % sure\n"


@pytest.mark.parametrize(
    ("template", "args", "arguments", "why"),
    [
        ("order %s refused by %s", (7,), ["7"], "TypeError: not enough arguments for format string"),
        ("order %s refused", (7, "the bank"), ["7", "'the bank'"], "TypeError: not all arguments converted"),
        ("order %d refused", ("seven",), ["'seven'"], "TypeError: "),
        ("order %s refused by %s", (7, Odd()), ["7", "<odd one>"], "ValueError: no text"),
        ("order %s refused by %s", (7, Sulks()), ["7", "<no repr>"], "RuntimeError: leave me alone"),
        ("order %(id)s refused", ({"number": 7},), ["{'number': 7}"], "KeyError: 'id'"),
    ],
    ids=["too-few", "too-many", "wrong-kind", "no-str", "no-repr", "wrong-key"],
)
def test_a_bad_record_is_kept(log, template, args, arguments, why):
    """For a record that cannot be formatted, level, logger, template, every argument's repr and the error must be written."""
    log.error(template, *args)
    for part in ("ERROR", "depot.till", template, *arguments, why):
        assert part in log.text(), f"{part!r} is not in what was written: {log.text()!r}"


def test_it_is_one_line(log):
    """A record without an exception must leave one line, however it came out."""
    log.error("order %s refused by %s", 7)
    log.error("next")
    assert len(log.text().splitlines()) == 2, f"two records, and this was written: {log.text()!r}"
    assert log.text().endswith("ERROR depot.till: next\n")


def test_the_traceback_is_kept(log):
    """Where the record carries an exception, its traceback must be written too."""
    try:
        [][1]
    except IndexError:
        log.exception("order %s failed: %s", 7)
    assert "order %s failed: %s" in log.text()
    assert "IndexError: list index out of range" in log.text()


def test_standard_error_stays_clean(log, capsys):
    """Nothing may be printed to standard error: the record is in the log."""
    log.error("order %s refused by %s", 7)
    log.error("%s", Sulks())
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("raises", [True, False])
def test_whatever_the_module_is_told(log, raises, monkeypatch):
    """logging.raiseExceptions must make no difference: a record is kept either way."""
    monkeypatch.setattr(logging, "raiseExceptions", raises)
    log.error("order %s refused by %s", 7)
    assert "order %s refused by %s" in log.text()


def test_other_handlers_get_the_record_as_it_was(log):
    """The record is shared: its template and arguments must be untouched for the handler that comes next."""
    kept = []
    after = logging.Handler()
    after.emit = kept.append
    log.addHandler(after)
    log.error("order %s refused by %s", 7)
    assert (kept[0].msg, kept[0].args) == ("order %s refused by %s", (7,))


def test_an_interrupt_is_not_swallowed(log):
    """Ctrl-C while a record is formatted must stop the program, not end up in the log."""
    with pytest.raises(KeyboardInterrupt):
        log.error("order %s", Presses())


def test_what_ends_the_line_is_the_handlers_own(log):
    """The handler's terminator must stand behind a kept record, as behind any other."""
    log.handlers[0].terminator = "|"
    log.error("order %s refused by %s", 7)
    log.error("next")
    assert log.text().endswith("|ERROR depot.till: next|"), f"this was written: {log.text()!r}"
