import contextlib
import io
import itertools
import re
import runpy
import traceback
from pathlib import Path

import pytest

OPENED = {"D1": 0, "T1": 18, "P1": 21, "D2": 33, "P2": 49, "N1": 57, "P3": 61, "S1": 64}
NOT_A_CAUSE = {
    "D3": "A logo loses no rows.",
    "D4": "It was rolled back on day 60, and the rows were short as before: without it the same would have happened.",
    "D5": "By then the rows were gone. It is how the loss was measured.",
    "T2": "It was over on day 26 and had nothing to do with the sync.",
    "S2": "That is how it was found.",
}
NEEDED = {
    "D1": "had the rows of a page been counted, the first short page would have been an error",
    "T1": "had the certificate been verified, the proxy's would have been refused on day 57",
    "P1": "at 5 % the pager would have gone on ringing",
    "D2": "had the comparison run, the rows would have been put right every night",
    "P2": "at 7.5 % it would have rung more often in the incident",
    "N1": "without the proxy no page would have come back short",
    "P3": "had somebody looked on day 61, it would have ended there",
    "S1": "had the third call been passed on, it would have ended on day 64",
}
PEOPLE = ("Ines", "Piotr", "Marta", "Olu")
BLAME = (
    "should have",
    "should've",
    "failed to",
    "forgot",
    "careless",
    "negligen",
    "fault of",
    "human error",
    "mistake by",
    "ought to have",
    "shouldn't have",
    "neglect",
    "incompeten",
    "lazy",
    "stupid",
    "blame",
)
NO_CHANGE = (
    "be more careful",
    "more careful",
    "pay attention",
    "remind",
    "try harder",
    "be vigilant",
    "take care",
)


def run():
    """What post_mortem.py holds once it has run."""
    Path("post-mortem.md").unlink(missing_ok=True)
    with contextlib.redirect_stdout(io.StringIO()):
        try:
            return runpy.run_path("post_mortem.py")
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            own = [
                f
                for f in traceback.extract_tb(error.__traceback__)
                if Path(f.filename).name == "post_mortem.py"
            ]
            where = f", in line {own[-1].lineno} of post_mortem.py" if own else ""
            pytest.fail(f"post_mortem.py did not come to its end. {type(error).__name__}: {error}{where}.")


def causes_of(said):
    causes = said.get("CAUSES")
    if type(causes) not in (list, tuple) or not all(type(cause) is str for cause in causes):
        pytest.fail(f"CAUSES is {causes!r}. Expected a list of ids from log.txt.")
    return list(causes)


def texts_of(said):
    why, actions = said.get("WHY"), said.get("ACTIONS")
    if not isinstance(why, dict) or not isinstance(actions, list | tuple):
        pytest.fail("WHY must be a dictionary from id to text, and ACTIONS a list of Action.")
    for key, text in why.items():
        if type(key) is not str or type(text) is not str:
            pytest.fail(f"WHY says of {key!r}: {text!r}. Expected text.")
    for number, action in enumerate(actions, 1):
        if type(action).__name__ != "Action":
            pytest.fail(f"Action {number} is {action!r}. Expected Action(closes, what, owner, due).")
        for field in ("closes", "what", "owner"):
            if type(getattr(action, field)) is not str:
                pytest.fail(f"Action {number}: {field} is {getattr(action, field)!r}. Expected text.")
    return why, actions


def words(text):
    """The words of a text. Figures and ids of the log are none: they can tell two sentences apart without saying anything."""
    return {word.lower() for word in re.findall(r"[^\W\d_]{2,}", re.sub(r"\b[A-Z]\d\b", "", text))}


SMALL = set(
    "the and was were had has have been be is are it its of to in on at for that this they them their there so as by with from not no nor but or if "
    "then than when which who what why would could did do does an he she we us our you one two three four five six seven eight nine ten first second "
    "third fourth fifth sixth seventh eighth cause reason because".split()
)


def content(text):
    """The words that carry what a sentence says."""
    return words(text) - SMALL


# The words without which hardly a sentence is made, in English and in some of the languages that a reader may write in.
JOINTS = SMALL | set(
    "a i my his her every each all any some only just still again until while before after since again never always nobody everybody can will may "
    "der die das und ist war ein eine nicht mit von zu auf für wir sie es den dem an immer "
    "le la les et est était un une des de du que qui ne pas pour dans on nous il elle "
    "el los las y es era una no que por para con se lo "
    "o os e não um uma do da em il di che per era non gli het een en van was niet".split()
)


def is_row_of_words(text):
    """Whether words only stand beside each other. Of other scripts that is not known, and not said."""
    return text.isascii() and not any(word.lower() in JOINTS for word in re.findall(r"[A-Za-z']+", text))


def alike(one, other):
    """Whether two texts say the same, but for a word here and there."""
    one, other = content(one) or words(one), content(other) or words(other)
    return len(one & other) > 0.7 * min(len(one), len(other))


def entry(cause):
    """What the log says of a cause, without who wrote it."""
    log = Path("log.txt").read_text(encoding="utf-8")
    found = re.search(rf"^  {cause}  (.*(?:\n {{9,}}.*)*)", log, re.MULTILINE)
    return found[1] if found else ""


def test_every_contributing_cause_is_named():
    """A contributing cause is one without which no row would have been lost, or fewer."""
    said = run()
    causes = causes_of(said)
    unknown = [cause for cause in causes if cause not in OPENED and cause not in NOT_A_CAUSE]
    if unknown:
        pytest.fail(f"{unknown[0]!r} is no id of log.txt.")
    twice = [cause for cause in causes if causes.count(cause) > 1]
    if twice:
        pytest.fail(f"{twice[0]} stands twice.")
    wrong = [cause for cause in causes if cause in NOT_A_CAUSE]
    if wrong:
        pytest.fail(f"{wrong[0]} is not one. {NOT_A_CAUSE[wrong[0]]}")
    missing = [cause for cause in OPENED if cause not in causes]
    if missing == [cause for cause in OPENED if cause != "N1"]:
        pytest.fail(
            "You named one cause, the last thing that changed. Seven more had to be true at the same time."
        )
    if missing:
        pytest.fail(f"You named {len(causes)} of {len(OPENED)}. Missing, for one: {NEEDED[missing[0]]}.")


def test_causes_stand_in_the_order_in_which_they_came_about():
    """By the day on which each came about, not by the tool that wrote it down."""
    said = run()
    causes = [cause for cause in causes_of(said) if cause in OPENED]
    if len(causes) < 2:
        pytest.fail(f"{len(causes)} is too few to be in an order.")
    for before, after in zip(causes, causes[1:]):
        if OPENED[before] > OPENED[after]:
            pytest.fail(f"{before} (day {OPENED[before]}) stands before {after} (day {OPENED[after]}).")


def test_each_cause_says_why_it_made_sense():
    """One sentence for each cause, from the place of whoever did it: five different words or more, its own, and not what the log says already."""
    said = run()
    why, _ = texts_of(said)
    causes = causes_of(said)
    if not causes:
        pytest.fail("There are no causes.")
    for cause in causes:
        text = why.get(cause, "")
        if len(words(text)) < 5 or len(content(text)) < 2:
            pytest.fail(f"WHY says of {cause}: {text or 'nothing'!r}")
        if is_row_of_words(text):
            pytest.fail(
                f"WHY says of {cause}: {text!r}. Those are words in a row. Say in a sentence what was known that day."
            )
        if len(content(text) & content(entry(cause))) > 0.8 * len(content(text)):
            pytest.fail(
                f"WHY says of {cause} what the log says: {text!r}. That is what was done. Why did it make sense?"
            )
    for one, other in itertools.combinations(causes, 2):
        if alike(why[one], why[other]):
            pytest.fail(
                f"WHY says nearly the same of {one} and {other}: {why[one]!r}. Each was done on another day, for a reason of its own."
            )
    said_of_all = set.intersection(*(content(why[cause]) for cause in causes))
    shortest = min(len(content(why[cause])) for cause in causes)
    if len(causes) > 2 and len(said_of_all) > 2 and 2 * len(said_of_all) >= shortest:
        pytest.fail(
            f"WHY says one sentence of all causes, with a word or two exchanged: {', '.join(sorted(said_of_all))} stand in each. What was the reason of each?"
        )


def test_nobody_is_blamed():
    """No person's name, and nothing that only says that somebody was wrong: it leaves nothing to mend."""
    said = run()
    why, actions = texts_of(said)
    texts = {"SUMMARY": said.get("SUMMARY", "")} | {f"WHY of {cause}": text for cause, text in why.items()}
    texts |= {f"action {number}": f"{a.what} {a.owner}" for number, a in enumerate(actions, 1)}
    for where, text in texts.items():
        for person in PEOPLE:
            if re.search(rf"\b{person}\b", str(text), re.IGNORECASE):
                pytest.fail(
                    f"{where} names {person}. Would it be any different with somebody else in that chair?"
                )
        for phrase in BLAME:
            if phrase in str(text).lower():
                pytest.fail(
                    f"{where} says {phrase!r}, which is about what did not happen. What did they see, and what did they know?"
                )


def test_actions_close_holes():
    """Three or more actions, each with an owner and a day after day 79, that take away three different causes, one of them older than the proxy."""
    said = run()
    _, actions = texts_of(said)
    for number, action in enumerate(actions, 1):
        if action.closes not in OPENED:
            pytest.fail(f"Action {number} closes {action.closes!r}, which is none of the causes.")
        for phrase in NO_CHANGE:
            if phrase in action.what.lower():
                pytest.fail(
                    f"Action {number} says {phrase!r}. That changes nothing that can be looked at later. What will be different?"
                )
        if len(words(action.what)) < 4 or len(content(action.what)) < 2:
            pytest.fail(f"Action {number} says {action.what!r}, which is too little to act on.")
        log = content(Path("log.txt").read_text(encoding="utf-8"))
        if is_row_of_words(action.what) and not content(action.what) & log:
            pytest.fail(
                f"Action {number} says {action.what!r}. Those are words in a row, none of them from the log. What will be different?"
            )
        if not action.owner.strip():
            pytest.fail(f"Action {number} has no owner, so nobody will do it.")
        if type(action.due) is not int or action.due <= 79:
            pytest.fail(f"Action {number} is due on day {action.due!r}. Expected a day after day 79.")
    for one, other in itertools.combinations(range(len(actions)), 2):
        if alike(actions[one].what, actions[other].what):
            pytest.fail(
                f"Actions {one + 1} and {other + 1} are nearly the same: {actions[one].what!r}. What closes one hole leaves the other open."
            )
    closed = {action.closes for action in actions}
    if len(closed) < 3:
        pytest.fail(
            f"They take away {len(closed)} of the causes. Expected 3 or more: the next incident will not come by the same way."
        )
    if not closed & {"D1", "T1", "P1", "D2", "P2"}:
        pytest.fail("All of them are about the last days. Which hole was open before the proxy came?")


def test_the_post_mortem_is_written():
    """post-mortem.md holds the causes in their order and each action, so that it can be taken away."""
    said = run()
    path = Path("post-mortem.md")
    if not path.is_file():
        pytest.fail("The program has not written post-mortem.md: it must end with write(...).")
    text = path.read_text(encoding="utf-8")
    places = [text.find(f"**{cause}**") for cause in causes_of(said)]
    if -1 in places or places != sorted(places) or not places:
        pytest.fail("Its list of causes is not CAUSES. Call write(SUMMARY, CAUSES, WHY, ACTIONS) last.")
    for action in said["ACTIONS"]:
        if action.what not in text:
            pytest.fail(
                f"It does not hold the action {action.what!r}. Call write(SUMMARY, CAUSES, WHY, ACTIONS) last."
            )
