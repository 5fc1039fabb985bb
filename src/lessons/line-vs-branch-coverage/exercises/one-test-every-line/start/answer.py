# Which of the four functions in variants.py would your one test let through?
# Name them as text, for example {"multiplies"}.
SURVIVORS = set()
