"""A guide's tour derives from Visit: a list of them is no list of visits, but can be read as one."""

from book import Visit, average_hour, last, names_of


class Tour(Visit):
    pass


tours: list[Tour] = [Tour("Ada", 9), Tour("Bo", 11)]
names: set[str] = names_of(tours)
hour: float = average_hour(tours)
late: Visit = last(tours)
