# The test that passes alone and fails after another.
VICTIM = ""

# The test that makes it fail.
POLLUTER = ""

# The name in stock.py that carries the trouble from one to the other.
SHARED = ""
