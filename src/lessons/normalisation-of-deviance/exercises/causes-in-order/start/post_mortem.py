from report import Action, write

SUMMARY = """
Some addresses that customers changed did not reach us.
"""

# Every contributing cause, by its id in log.txt, in the order in which it came about.
CAUSES = ["N1"]

# Why each made sense to whoever did it, with what they knew then.
WHY = {
    "N1": "Piotr should have checked what the proxy does.",
}

ACTIONS = [
    Action(closes="N1", what="Be more careful with proxies", owner="", due=80),
]

write(SUMMARY, CAUSES, WHY, ACTIONS)
print(open("post-mortem.md", encoding="utf-8").read())
