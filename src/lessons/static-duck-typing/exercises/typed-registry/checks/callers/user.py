"""A label is asked for, wrongly."""

from plugins import label


def number() -> str:
    return label("starred", 3)  # error: a label is made of text


def name() -> str:
    return label(3, "rosa")  # error: the name of a plug-in is text


def nothing() -> str:
    return label("starred")  # error: the text is missing


def back() -> int:
    return label("starred", "rosa")  # error: a label is text
