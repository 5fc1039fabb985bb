"""A function is registered, and called by its own name, with a parameter that the registry knows nothing of."""

from plugins import label, register


@register("starred")
def starred(text: str, stars: int = 1) -> str:
    return f"{text}{'*' * stars}"


one: str = label("starred", "rosa")
three: str = starred("rosa", stars=3)
