from report import Action, write

SUMMARY = """
From day 57 to day 79 a proxy cut some answers of the API short, with status 200. The sync stored what was left of them.
17,400 rows are missing. Customers noticed before we did.
"""

CAUSES = ["D1", "T1", "P1", "D2", "P2", "N1", "P3", "S1"]

WHY = {
    "D1": "Apple river mountain chair window.",
    "T1": "Garden candle bridge mirror pencil.",
    "P1": "Basket carpet ladder orange violin.",
    "D2": "Saddle hammer teapot island feather.",
    "P2": "Marble lantern blanket pepper button.",
    "N1": "Engine thunder jacket cheese whistle.",
    "P3": "Pillow copper rocket barrel needle.",
    "S1": "Walnut anchor helmet velvet cactus.",
}

ACTIONS = [
    Action(
        "D1", "A page with fewer rows than it announces is an error, and is fetched again", "sync team", 86
    ),
    Action(
        "T1",
        "Verification cannot be switched off for more than a day: the setting carries a date",
        "sync team",
        93,
    ),
    Action(
        "D2",
        "The comparison runs on a tenth of the table each night, and pages on a row that is missing",
        "data team",
        100,
    ),
    Action(
        "S1",
        "Three calls of one kind in a week open a ticket with the team that owns the data",
        "support",
        93,
    ),
]

write(SUMMARY, CAUSES, WHY, ACTIONS)
print(open("post-mortem.md", encoding="utf-8").read())
