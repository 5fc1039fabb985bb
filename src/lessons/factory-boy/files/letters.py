def salutation(name):
    """How a letter to a customer begins."""
    first, last = name.split()
    return f"Dear {first[0]}. {last}"
