import answer
import test_stock

TESTS = [name for name in vars(test_stock) if name.startswith("test_")]


def said(name):
    """An answer as plain text; the hunt's own way to write a test, and the module before a name, are welcome."""
    value = vars(answer).get(name)
    assert type(value) is str, f"{name} is to be text in quotes, and is {value!r:.60}"
    return value.removeprefix("test_stock.py::").removeprefix("stock.")


def test_the_victim():
    """VICTIM names the test that passes alone and fails after another."""
    victim = said("VICTIM")
    assert victim in TESTS, f"test_stock.py has no test called {victim!r}"
    assert victim != "test_a_listener_may_order_more", "that one spoils another test; it is green itself"
    assert victim == "test_taking_the_last_jam", f"{victim} is green in every order"


def test_the_polluter():
    """POLLUTER names the one test after which the victim fails."""
    polluter = said("POLLUTER")
    assert polluter in TESTS, f"test_stock.py has no test called {polluter!r}"
    assert polluter != "test_a_listener_hears_of_low_stock", (
        "it leaves a listener behind too, but one that changes nothing"
    )
    assert polluter == "test_a_listener_may_order_more", f"the victim passes after {polluter}"


def test_what_they_share():
    """SHARED is the name in stock.py that outlives a test although the fixture restocks the shelves."""
    shared = said("SHARED")
    assert shared != "LEVELS", "the fixture puts LEVELS back before each test"
    assert shared == "_listeners", f"{shared!r} is not what outlives the test"
