import answer
import test_stock

TESTS = [name for name in vars(test_stock) if name.startswith("test_")]


def test_the_victim():
    """VICTIM names the test that passes alone and fails after another."""
    assert answer.VICTIM in TESTS, f"test_stock.py has no test called {answer.VICTIM!r}"
    assert answer.VICTIM != "test_a_listener_may_order_more", (
        "that one spoils another test; it is green itself"
    )
    assert answer.VICTIM == "test_taking_the_last_jam", f"{answer.VICTIM} is green in every order"


def test_the_polluter():
    """POLLUTER names the one test after which the victim fails."""
    assert answer.POLLUTER in TESTS, f"test_stock.py has no test called {answer.POLLUTER!r}"
    assert answer.POLLUTER != "test_a_listener_hears_of_low_stock", (
        "it leaves a listener behind too, but one that changes nothing"
    )
    assert answer.POLLUTER == "test_a_listener_may_order_more", f"the victim passes after {answer.POLLUTER}"


def test_what_they_share():
    """SHARED is the name in stock.py that outlives a test although the fixture restocks the shelves."""
    assert answer.SHARED != "LEVELS", "the fixture puts LEVELS back before each test"
    assert answer.SHARED == "_listeners", f"{answer.SHARED!r} is not what outlives the test"
