def validate_affordability(mortgage, salary, affordability, existing_customer):
    if existing_customer or mortgage < 20_000:
        return True
    return salary > 0 and mortgage / salary <= 4.5
