import pytest
from asked import run


def right(mortgage, salary, affordability, existing_customer):
    if not existing_customer and mortgage >= 20_000:
        return not mortgage / salary > affordability
    return True


BROKEN = {
    "existing_customer is deleted": lambda mortgage, salary, affordability, existing_customer: (
        mortgage < 20_000 or mortgage / salary <= affordability
    ),
    "mortgage < 20_000 is deleted": lambda mortgage, salary, affordability, existing_customer: (
        existing_customer or mortgage / salary <= affordability
    ),
    "mortgage / salary <= affordability is deleted": lambda mortgage, salary, affordability, existing_customer: (
        existing_customer or mortgage < 20_000
    ),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_broken_rule_is_noticed(fault):
    """A test notices a broken rule by what the function answers, and then it fails: here nothing changes in mortgage.py itself."""
    outcomes = run(BROKEN[fault])
    assert not outcomes.endless, f"where {fault}, your tests ask again and again, where they should fail"
    assert outcomes.failed, f"{fault}, and no test of yours fails"


def test_the_rule_in_other_words():
    """A function that answers the same in other words passes every test: a test asks what it answers, not how it is written."""
    failed = run(right).failed
    assert failed == []
