import answer
import mortgage
import variants
from asked import run

NAMES = ["strict_about_small_sums", "forgets_existing_customers", "multiplies", "approves_everybody"]
RULE = mortgage.validate_affordability


def opposite(mortgage, salary, affordability, existing_customer):
    return not (existing_customer or mortgage < 20_000 or mortgage / salary <= affordability)


def nothing(*_):
    return None


def survives(variant):
    outcomes = run(variant)
    assert outcomes.passed or outcomes.failed, "there is no test in test_mortgage.py yet"
    assert not outcomes.endless, "your test asks the rule again and again, where it should fail"
    return not outcomes.failed


def test_the_test_asks_something():
    """The one test asserts what the rule answers: it must fail where the answer is the opposite, and where there is none."""
    for variant, says in ((opposite, "answers the opposite"), (nothing, "answers nothing at all")):
        assert not survives(variant), (
            f"your test passes on a rule that {says}: it asserts nothing about the answer"
        )


def test_the_survivors_are_named():
    """SURVIVORS holds just the variants on which your one test passes as it does on the real rule."""
    assert isinstance(answer.SURVIVORS, set | frozenset | list | tuple), "SURVIVORS is to be a set of names"
    alive = {name for name in NAMES if survives(getattr(variants, name))}
    claimed = {name for name in answer.SURVIVORS if type(name) is str}
    unknown = [str(name) for name in answer.SURVIVORS if type(name) is not str or name not in NAMES]
    assert not unknown, f"variants.py has no function called {', '.join(sorted(unknown))}: name them as text"
    missed = sorted(alive - claimed)
    assert not missed, (
        f"your test passes on {len(missed)} more than you named: put each variant in its place and read the test"
    )
    wrong = sorted(claimed - alive)
    assert not wrong, f"your test fails on {', '.join(wrong)}, so that one is caught"
