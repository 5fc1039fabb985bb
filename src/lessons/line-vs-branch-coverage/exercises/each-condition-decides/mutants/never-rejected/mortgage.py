def validate_affordability(mortgage, salary, affordability, existing_customer):
    if existing_customer or mortgage < 20_000 or mortgage / salary <= affordability:
        return True
    return True
