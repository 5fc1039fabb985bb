"""A label is asked for, wrongly."""

from plugins import label


def number() -> str:
    return label("starred", 3)  # error: a label is made of text


def back() -> int:
    return label("starred", "rosa")  # error: a label is text
