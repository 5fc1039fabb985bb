import json

from source import FAULTS, Source, Timeout, differences, open_copy

ATTEMPTS = 8


class Incomplete(Exception):
    """The API stayed bad: the copy is not up to date, and whoever called must know."""


class BadAnswer(Exception):
    """An answer that is not what was asked for, whatever its status says."""


def sync(api, db):
    """Brings the copy in `db` up to date. Raises Incomplete where it cannot."""
    after = 0
    while after is not None:
        page = fetch(api, after)
        with db:  # a page is stored whole or not at all
            for row in page["rows"]:
                store(db, row)
        after = page["next"]


def fetch(api, after):
    """The page after the cursor, asked for again with growing pauses while it is bad."""
    pause = 1
    for _ in range(ATTEMPTS):
        try:
            return read(api.changes(after), after)
        except (Timeout, BadAnswer) as error:
            last = error
            api.wait(pause)
            pause *= 2
    raise Incomplete(f"no good answer after {after} in {ATTEMPTS} attempts: {last!r}")


def read(answer, after):
    """The page in an answer. Raises BadAnswer for one that does not add up."""
    if answer.status != 200:
        raise BadAnswer(f"status {answer.status}")
    try:
        page = json.loads(answer.body)
    except ValueError as error:
        raise BadAnswer(f"no JSON: {error}") from error
    if not isinstance(page, dict) or not {"after", "announced", "rows", "next"} <= page.keys():
        raise BadAnswer("not a page")
    if page["after"] != after:
        raise BadAnswer(f"the page after {page['after']}")
    if len(page["rows"]) != page["announced"]:
        raise BadAnswer(f"{len(page['rows'])} of {page['announced']} rows")
    return page


def store(db, row):
    """Takes a row in if it is news; puts it aside if it is not good. Doing it twice is doing it once."""
    reason = fault_in(row)
    if reason:
        raw = json.dumps(row, sort_keys=True)
        db.execute("INSERT INTO quarantine VALUES (?, ?) ON CONFLICT DO NOTHING", (raw, reason))
        return
    db.execute(
        """
        INSERT INTO customers VALUES (:id, :version, :name, :address)
        ON CONFLICT (id) DO UPDATE SET version = excluded.version, name = excluded.name, address = excluded.address
        WHERE excluded.version > customers.version
        """,
        row,
    )


def fault_in(row):
    """What is wrong with a row; None where nothing is."""
    for key in ("id", "version"):
        if not isinstance(row.get(key), int) or row[key] < 1:
            return f"bad row {row}"
    for key in ("name", "address"):
        if not isinstance(row.get(key), str) or not row[key]:
            return f"bad row {row}"
    return None


if __name__ == "__main__":
    # One fault at a time, then all of them.
    for faults in [[], *([fault] for fault in FAULTS), FAULTS]:
        source, db = Source(seed=1, faults=faults), open_copy()
        try:
            sync(source.api, db)
            ended = "ended well"
        except Exception as error:
            ended = f"{type(error).__name__}: {error}"
        wrong = differences(source, db)
        print(
            f"{' and '.join(faults) or 'no fault'}: {ended}, asked {source.asked} times, {len(wrong)} differences"
        )
        for line in wrong[:2]:
            print(f"    {line}")
