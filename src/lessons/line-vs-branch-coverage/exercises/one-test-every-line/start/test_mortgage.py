from mortgage import validate_affordability


# Write one test here.
