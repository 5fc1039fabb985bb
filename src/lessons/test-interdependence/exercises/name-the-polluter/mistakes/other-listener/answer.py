# The test that passes alone and fails after another.
VICTIM = "test_taking_the_last_jam"

# The test that makes it fail.
POLLUTER = "test_a_listener_hears_of_low_stock"

# The name in stock.py that carries the trouble from one to the other.
SHARED = "_listeners"
