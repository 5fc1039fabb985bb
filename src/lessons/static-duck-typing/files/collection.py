"""What else stands in the museum. Nobody here has heard of the visitors' book."""

from dataclasses import dataclass


@dataclass
class Artwork:
    name: str
    medium: str


@dataclass(frozen=True)
class Coin:
    name: str
    year: int


@dataclass
class Plant:
    latin_name: str


@dataclass
class Locker:
    name: int
