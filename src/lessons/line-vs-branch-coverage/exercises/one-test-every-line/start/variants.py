"""Four versions of the rule. Each has one slip in it."""


def strict_about_small_sums(mortgage, salary, affordability, existing_customer):
    return existing_customer or mortgage < 10_000 or mortgage / salary <= affordability


def forgets_existing_customers(mortgage, salary, affordability, existing_customer):
    return mortgage < 20_000 or mortgage / salary <= affordability


def multiplies(mortgage, salary, affordability, existing_customer):
    return existing_customer or mortgage < 20_000 or mortgage * salary <= affordability


def approves_everybody(mortgage, salary, affordability, existing_customer):
    return True
