def validate_affordability(mortgage, salary, affordability, existing_customer):
    if existing_customer or mortgage <= 19_999:
        return True
    return salary > 0 and mortgage / salary <= affordability
