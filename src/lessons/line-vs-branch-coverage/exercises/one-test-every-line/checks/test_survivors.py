import inspect

import answer
import mortgage
import test_mortgage
import variants


def own_tests():
    tests = [
        f for name, f in vars(test_mortgage).items() if name.startswith("test_") and inspect.isfunction(f)
    ]
    assert tests, "there is no test in test_mortgage.py yet"
    return tests


def survives(variant):
    was = mortgage.validate_affordability
    named = [name for name, value in vars(test_mortgage).items() if value is was]
    try:
        mortgage.validate_affordability = variant
        for name in named:
            setattr(test_mortgage, name, variant)
        for test in own_tests():
            test()
    except Exception:
        return False
    finally:
        mortgage.validate_affordability = was
        for name in named:
            setattr(test_mortgage, name, was)
    return True


def test_the_survivors_are_named():
    """SURVIVORS holds just the variants on which your one test passes as it does on the real rule."""
    names = ["strict_about_small_sums", "forgets_existing_customers", "multiplies", "approves_everybody"]
    alive = {name for name in names if survives(getattr(variants, name))}
    claimed = set(answer.SURVIVORS)
    unknown = claimed - set(names)
    assert not unknown, f"variants.py has no function called {', '.join(sorted(unknown))}"
    missed = sorted(alive - claimed)
    assert not missed, (
        f"your test passes on {len(missed)} more than you named: put each variant in its place and read the test"
    )
    wrong = sorted(claimed - alive)
    assert not wrong, f"your test fails on {', '.join(wrong)}, so that one is caught"
