def validate_affordability(mortgage, salary, affordability, existing_customer):
    if existing_customer or mortgage < 20_000:
        return True
    if salary < 0:
        return False
    return mortgage / (salary or 1e-9) <= affordability
