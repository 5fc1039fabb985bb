from museum import Person, record_visit


def test_a_person_comes_into_the_book():
    assert record_visit(Person("ada"), 9) == "9: ada [A]"
