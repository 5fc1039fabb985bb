from report import Action, write

SUMMARY = """
From day 57 to day 79 a proxy cut some answers of the API short, with status 200. The sync stored what was left of them.
17,400 rows are missing. Customers noticed before we did.
"""

CAUSES = ["D1", "T1", "P1", "D2", "P2", "N1", "P3", "S1"]

WHY = {
    "D1": "The contract had a date. No short page had ever been seen, so counting rows could wait for 1.1.",
    "T1": "The sync stood still and the cause was known. Switching verification off was the quickest way to run again, and "
    "nothing later asked for it to be switched on.",
    "P1": "Three nights in a week had been spent on pages that asked for nothing to be done.",
    "D2": "It slowed the office down every morning and had never found more than it could mend.",
    "P2": "It had worked the first time: the nights were quiet and nothing was missed that anybody knew of.",
    "N1": "Every service was to go out through one place. The services that were tried ran, and so did ours.",
    "P3": "Every page of the last two months had been the API, and this one looked the same.",
    "S1": "Changing the address again did solve it, for the caller. No field of the form asks whether a call is the third of its kind.",
}

ACTIONS = [
    Action("D1", "Apple river mountain chair", "sync team", 86),
    Action("T1", "Window garden candle bridge", "sync team", 93),
    Action("S1", "Mirror pencil basket carpet", "support", 93),
]

write(SUMMARY, CAUSES, WHY, ACTIONS)
print(open("post-mortem.md", encoding="utf-8").read())
