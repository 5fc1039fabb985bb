def validate_affordability(mortgage, salary, affordability, existing_customer):
    if existing_customer:
        return True
    if mortgage < 20_000:
        return True
    if mortgage / salary <= affordability:
        return False
    return False
