def validate_affordability(mortgage, salary, affordability, existing_customer):
    if existing_customer or mortgage < 20_000:
        return True
    return mortgage / max(salary, 0.01) <= affordability
