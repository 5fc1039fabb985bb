# The test that passes alone and fails after another.
VICTIM = ["test_taking_the_last_jam", "test_a_listener_may_order_more"]

# The test that makes it fail.
POLLUTER = "test_a_listener_may_order_more"

# The name in stock.py that carries the trouble from one to the other.
SHARED = "_listeners"
