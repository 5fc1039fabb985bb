"""A person comes in, as before."""

from museum import Person, record_visit

line: str = record_visit(Person("ada"), 9)
