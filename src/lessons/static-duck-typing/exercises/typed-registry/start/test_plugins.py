from plugins import label, register


@register("loud")
def loud(text):
    return text.upper()


def test_a_plug_in_does_the_work():
    assert label("loud", "rosa") == "ROSA"
