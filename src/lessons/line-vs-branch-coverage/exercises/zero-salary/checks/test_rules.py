import random

from mortgage import validate_affordability

CHANCE = random.Random()


def multiple():
    """A multiple that can be written exactly, so that no rounding decides."""
    return CHANCE.randrange(4, 40) / 4


def large():
    return CHANCE.randrange(20_000, 900_000)


def small():
    return CHANCE.randrange(1, 20_000)


def check(expected, *cases):
    for mortgage, salary, affordability, existing in cases:
        call = f"validate_affordability({mortgage}, {salary}, {affordability}, {existing})"
        assert validate_affordability(mortgage, salary, affordability, existing) is expected, (
            f"{call} is wrong"
        )


def test_no_salary_is_rejected():
    """Somebody without a salary who asks for 20,000 or more is rejected, 100,000 say: no exception, no approval."""
    check(False, (100_000, 0, 4.5, False), (20_000, 0, 4.5, False))
    # However large the multiple is: no salary is no small salary.
    check(False, (20_000, 0, 10**15, False), (100_000, 0, 10**15, False))
    check(False, *((large(), 0, multiple(), False) for _ in range(20)))


def test_rule_two_holds_without_a_salary():
    """Rule 2 comes before any salary: an existing customer without one is still approved."""
    check(True, (100_000, 0, 4.5, True), *((large(), 0, multiple(), True) for _ in range(20)))
    check(True, *((large(), -CHANCE.randrange(1, 50_000), multiple(), True) for _ in range(20)))


def test_rule_one_holds_without_a_salary():
    """Rule 1 comes before any salary: a mortgage under 20,000 is approved whoever asks, 19,999 too."""
    check(
        True,
        (19_999, 0, 4.5, False),
        (19_999.99, 0, 4.5, False),
        *((small(), 0, multiple(), False) for _ in range(20)),
    )
    check(True, *((small(), -CHANCE.randrange(1, 50_000), multiple(), False) for _ in range(20)))


def test_a_negative_salary_is_rejected():
    """A salary below zero cannot carry a mortgage: 30,000 on a salary of -1 is rejected."""
    check(False, (30_000, -1, 4.5, False), (20_000, -20_000, 4.5, False), (20_000, -1, 10**15, False))
    check(False, *((large(), -CHANCE.randrange(1, 50_000), multiple(), False) for _ in range(20)))


def test_small_ends_below_20_000():
    """A mortgage of exactly 20,000 is not a small one: without a salary, or on one that is too small, it is rejected."""
    check(False, (20_000, 0, 4.5, False), (20_000, 1_000, 4.5, False))
    check(True, (19_999, 1_000, 4.5, False))


def test_the_multiple_still_counts():
    """With a salary the multiple that was given decides as before, exactly the multiple included: at 4.5, 45,000 on 10,000 is approved and 45,001 is not."""
    check(True, (45_000, 10_000, 4.5, False))
    check(False, (45_001, 10_000, 4.5, False))
    # However small the salary is.
    check(True, (20_000, 1, 20_000, False), (30_000, 0.5, 60_000, False))
    check(False, (20_001, 1, 20_000, False), (30_001, 0.5, 60_000, False))
    for affordability in [*(multiple() for _ in range(20)), 3, 6]:
        salary = 4 * CHANCE.randrange(5_000, 25_000)
        most = int(salary * affordability)
        check(True, (most, salary, affordability, False), (most - 1, salary, affordability, False))
        check(False, (most + 1, salary, affordability, False), (2 * most, salary, affordability, False))
