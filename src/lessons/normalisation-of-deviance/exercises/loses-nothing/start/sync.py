import json

from source import FAULTS, Source, Timeout, differences, open_copy


class Incomplete(Exception):
    """The API stayed bad: the copy is not up to date, and whoever called must know."""


def sync(api, db):
    """Brings the copy in `db` up to date. Raises Incomplete where it cannot."""
    after = 0
    while after is not None:
        answer = api.changes(after)
        if answer.status == 200:
            page = json.loads(answer.body)
            for row in page["rows"]:
                db.execute("INSERT INTO customers VALUES (:id, :version, :name, :address)", row)
            after = page["next"]
    db.commit()


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
        print(f"{' and '.join(faults) or 'no fault'}: {ended}, asked {source.asked} times, {len(wrong)} differences")
        for line in wrong[:2]:
            print(f"    {line}")
