"""A generator is looped over once."""

from book import Visit, names_of

day = [Visit("Ada", 9), Visit("Bo", 10)]
names: set[str] = names_of(visit for visit in day if visit.hour > 9)
